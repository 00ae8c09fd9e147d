import { type AnyFamily, family } from './family.ts';
import type { ExporterSpec } from './spec.ts';

/** What Prometheus itself adds for every target it scrapes. */
export const SCRAPE = {
  up: family('up', 'gauge', 'Whether the last scrape succeeded: 1 for yes, 0 for no.'),
  duration: family('scrape_duration_seconds', 'gauge', 'Time the scrape took.'),
  samples: family('scrape_samples_scraped', 'gauge', 'Samples the target exposed.'),
};

/** What Prometheus keeps about alerts. */
export const ALERTS = family('ALERTS', 'gauge', 'Alerts that are pending or firing.', {
  labels: { alertname: [], alertstate: ['pending', 'firing'], severity: [] },
});

/** What the Pushgateway adds to every group: it takes the place of what a job pushes under such a name. */
export const PUSHGATEWAY = {
  pushed: family('push_time_seconds', 'gauge', 'Time of the last successful push.'),
  failed: family('push_failure_time_seconds', 'gauge', 'Time of the last push it refused.'),
};

/** What both clients tell about the process. */
export const PROCESS = {
  cpu: family('process_cpu_seconds_total', 'counter', 'CPU time used.'),
  memory: family('process_resident_memory_bytes', 'gauge', 'Resident memory.'),
  openFiles: family('process_open_fds', 'gauge', 'Open file descriptors.'),
  maxFiles: family('process_max_fds', 'gauge', 'Limit of open file descriptors.'),
  start: family('process_start_time_seconds', 'gauge', 'Time the process started.'),
};

/** What the client adds in Node.js. */
export const NODE = {
  eventLoopLag: family(
    'nodejs_eventloop_lag_p99_seconds',
    'gauge',
    '99 % of the turns of the event loop are late by less.',
  ),
  heapUsed: family('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.'),
  heapTotal: family('nodejs_heap_size_total_bytes', 'gauge', 'Heap set aside.'),
  garbageCollection: family(
    'nodejs_gc_duration_seconds',
    'histogram',
    'Time each garbage collection took.',
    { labels: { kind: ['major', 'minor', 'incremental', 'weakcb'] } },
  ),
};

/** What the client adds in Python, with a single worker process. */
export const PYTHON = {
  collections: family(
    'python_gc_collections_total',
    'counter',
    'Garbage collections of each generation.',
    { labels: { generation: ['0', '1', '2'] } },
  ),
  collected: family(
    'python_gc_objects_collected_total',
    'counter',
    'Objects that garbage collections freed.',
    { labels: { generation: ['0', '1', '2'] } },
  ),
};

type NamedFamily = Pick<AnyFamily, 'name' | 'type'>;

const gauges = (names: readonly string[]) =>
  names.map((name): NamedFamily => ({ name, type: 'gauge' }));
const counters = (names: readonly string[]) =>
  names.map((name): NamedFamily => ({ name, type: 'counter' }));

const EVENT_LOOP_LAGS = ['', '_min', '_max', '_mean', '_stddev', '_p50', '_p90'];

/** All that the client libraries tell about the process. A test compares it with what generated programs expose. */
const OF_CLIENT: Record<ExporterSpec['runtime'], readonly NamedFamily[]> = {
  node: [
    ...Object.values(PROCESS),
    ...Object.values(NODE),
    ...counters(['process_cpu_user_seconds_total', 'process_cpu_system_seconds_total']),
    ...gauges([
      'process_virtual_memory_bytes',
      'process_heap_bytes',
      ...EVENT_LOOP_LAGS.map((which) => `nodejs_eventloop_lag${which}_seconds`),
      'nodejs_active_resources',
      'nodejs_active_handles',
      'nodejs_active_requests',
      'nodejs_external_memory_bytes',
      'nodejs_heap_space_size_total_bytes',
      'nodejs_heap_space_size_used_bytes',
      'nodejs_heap_space_size_available_bytes',
      'nodejs_version_info',
    ]),
  ],
  python: [
    ...Object.values(PROCESS),
    ...Object.values(PYTHON),
    ...counters(['python_gc_objects_uncollectable_total']),
    ...gauges(['process_virtual_memory_bytes', 'python_info']),
  ],
};

const OF_PUSHGATEWAY: readonly NamedFamily[] = Object.values(PUSHGATEWAY);

/** The families that the client library brings to a program, or the Pushgateway to what a job pushes. */
export function foreignFamilies({
  runtime,
  pattern,
}: Pick<ExporterSpec, 'runtime' | 'pattern'>): readonly NamedFamily[] {
  return pattern === 'batch' ? OF_PUSHGATEWAY : OF_CLIENT[runtime];
}
