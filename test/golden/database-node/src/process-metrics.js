import { collectDefaultMetrics } from '@prometheus-io/client';

/**
 * Gauges that end in `_total` and names that hold a type: `promtool check metrics` refuses them.
 */
const REFUSED_BY_PROMTOOL = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
  'nodejs_eventloop_utilization_histogram',
  'nodejs_eventloop_utilization_summary',
];

/**
 * CPU, memory, file descriptors, event loop and garbage collection of this process.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 */
export function registerProcessMetrics(registry) {
  collectDefaultMetrics({ register: registry });
  for (const name of REFUSED_BY_PROMTOOL) {
    registry.removeSingleMetric(name);
  }
}
