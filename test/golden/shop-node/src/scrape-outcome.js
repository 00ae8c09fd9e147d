import { Gauge, Registry } from '@prometheus-io/client';

/**
 * How the collectors of one scrape did, as metrics of that scrape.
 *
 * @param {{ name: string, seconds: number, error?: Error }[]} results
 * @returns {Registry}
 */
export function outcomeOf(results) {
  const registry = new Registry();
  const success = new Gauge({
    name: 'shop_scrape_collector_success',
    help: 'Whether the collector succeeded in this scrape: 1 for yes, 0 for no.',
    labelNames: ['collector'],
    registers: [registry],
  });
  const duration = new Gauge({
    name: 'shop_scrape_collector_duration_seconds',
    help: 'Time the collector took in this scrape.',
    labelNames: ['collector'],
    registers: [registry],
  });
  for (const { name, seconds, error } of results) {
    success.set({ collector: name }, error ? 0 : 1);
    duration.set({ collector: name }, seconds);
  }
  return registry;
}
