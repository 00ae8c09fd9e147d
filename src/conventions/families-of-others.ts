import type { ExporterSpec } from '../spec/spec.ts';
import type { NameInput } from './rule.ts';

const gauges = (names: readonly string[]) =>
  names.map((name): NameInput => ({ name, type: 'gauge' }));
const counters = (names: readonly string[]) =>
  names.map((name): NameInput => ({ name, type: 'counter' }));

const EVENT_LOOP_LAGS = ['', '_min', '_max', '_mean', '_stddev', '_p50', '_p90', '_p99'];

/** What the client libraries tell about the process. A test compares it with what generated programs expose. */
const FAMILIES: Record<ExporterSpec['runtime'], readonly NameInput[]> = {
  node: [
    ...counters([
      'process_cpu_user_seconds_total',
      'process_cpu_system_seconds_total',
      'process_cpu_seconds_total',
    ]),
    ...gauges([
      'process_start_time_seconds',
      'process_resident_memory_bytes',
      'process_virtual_memory_bytes',
      'process_heap_bytes',
      'process_open_fds',
      'process_max_fds',
      ...EVENT_LOOP_LAGS.map((which) => `nodejs_eventloop_lag${which}_seconds`),
      'nodejs_active_resources',
      'nodejs_active_handles',
      'nodejs_active_requests',
      'nodejs_heap_size_total_bytes',
      'nodejs_heap_size_used_bytes',
      'nodejs_external_memory_bytes',
      'nodejs_heap_space_size_total_bytes',
      'nodejs_heap_space_size_used_bytes',
      'nodejs_heap_space_size_available_bytes',
      'nodejs_version_info',
    ]),
    { name: 'nodejs_gc_duration_seconds', type: 'histogram' },
  ],
  python: [
    ...counters([
      'process_cpu_seconds_total',
      'python_gc_objects_collected_total',
      'python_gc_objects_uncollectable_total',
      'python_gc_collections_total',
    ]),
    ...gauges([
      'process_start_time_seconds',
      'process_resident_memory_bytes',
      'process_virtual_memory_bytes',
      'process_open_fds',
      'process_max_fds',
      'python_info',
    ]),
  ],
};

/** What the Pushgateway adds to every group: it takes the place of what a job pushes under such a name. */
const OF_PUSHGATEWAY = gauges(['push_time_seconds', 'push_failure_time_seconds']);

/** The names that somebody else than the program's own code exposes. */
export const TAKEN_NAMES: ReadonlySet<string> = new Set(
  [...FAMILIES.node, ...FAMILIES.python, ...OF_PUSHGATEWAY].map(({ name }) => name),
);

/** The families that the client library brings to a program, or the Pushgateway to what a job pushes. */
export function familiesOfOthers({
  runtime,
  pattern,
}: Pick<ExporterSpec, 'runtime' | 'pattern'>): readonly NameInput[] {
  return pattern === 'batch' ? OF_PUSHGATEWAY : FAMILIES[runtime];
}
