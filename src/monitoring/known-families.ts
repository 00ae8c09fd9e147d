import { type AnyFamily, family } from '../spec/family.ts';
import type { ExporterSpec } from '../spec/spec.ts';

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

/** What the Pushgateway adds to every group that was pushed to it. */
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

/** The families of the process that rules and dashboard know; a batch job has none. */
export function processFamilies({
  runtime,
  pattern,
}: Pick<ExporterSpec, 'runtime' | 'pattern'>): AnyFamily[] {
  if (pattern === 'batch') return [];
  return [...Object.values(PROCESS), ...Object.values(runtime === 'node' ? NODE : PYTHON)];
}
