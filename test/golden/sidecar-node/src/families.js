import { Registry } from '@prometheus-io/client';

/**
 * @typedef {{ labels: Record<string, string | number>, value: number, metricName?: string }} Sample
 *
 * @typedef {object} Family the state of a metric at one moment
 * @property {string} name
 * @property {string} help
 * @property {string} type
 * @property {Sample[]} values
 */

/**
 * What a registry holds now. It does not change any more when the registry does.
 *
 * @param {Registry} registry
 * @returns {Promise<Family[]>}
 */
export function familiesOf(registry) {
  return registry.getMetricsAsJSON();
}

/**
 * The families in the text format.
 *
 * @param {Family[]} families
 * @returns {Promise<string>}
 */
export function textOf(families) {
  const registry = new Registry();
  for (const family of families) {
    // A registry asks its metrics for their state, which is known already here.
    registry.registerMetric({ ...family, get: () => family });
  }
  return registry.metrics();
}
