import { Registry } from '@prometheus-io/client';
import { registerBuildInfo } from './build-info.js';
import { registerProcessMetrics } from './process-metrics.js';

/**
 * A registry that holds what the program tells about itself.
 *
 * @returns {Registry}
 */
export function createRegistry() {
  const registry = new Registry();
  registerProcessMetrics(registry);
  registerBuildInfo(registry);
  return registry;
}
