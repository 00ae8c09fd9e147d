import { Counter, Gauge } from '@prometheus-io/client';

/**
 * Adds a metric with the values that were read. Without a value there is nothing to tell, and no
 * metric.
 *
 * @param {import('@prometheus-io/client').Registry} registry belongs to this read only
 * @param {{ type: string, name: string, help: string, labelNames: string[] }} metric a counter or
 *   gauge
 * @param {{ labels: Record<string, string>, value: number }[]} samples
 */
export function addFamily(registry, { type, name, help, labelNames }, samples) {
  // A metric without labels would read 0.
  if (samples.length === 0) {
    return;
  }
  const Family = type === 'counter' ? Counter : Gauge;
  const family = new Family({ name, help, labelNames, registers: [] });
  const seen = new Set();
  for (const { labels, value } of samples) {
    if (!Number.isFinite(value)) {
      throw new Error(`${name}: ${value} is not a number`);
    }
    if (type === 'counter' && value < 0) {
      throw new Error(`${name}: a counter cannot be ${value}`);
    }
    const series = JSON.stringify(labelNames.map((label) => labels[label]));
    if (seen.has(series)) {
      throw new Error(`${name}: more than one value for the labels ${JSON.stringify(labels)}`);
    }
    seen.add(series);
    // The family is new, so adding to its 0 states what was read.
    family.inc(labels, value);
  }
  // Not before: of a metric that fails nothing is shown.
  registry.registerMetric(family);
}
