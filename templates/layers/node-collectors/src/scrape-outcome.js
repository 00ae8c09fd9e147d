import { Gauge, Registry } from {{client}};

/**
 * How the collectors of one scrape did, as metrics of that scrape.
 *
 * @param \{{ name: string, seconds: number, error?: Error }[]} results
 * @returns {Registry}
 */
export function outcomeOf(results) {
  const registry = new Registry();
  const success = new Gauge({
    name: {{own.collectorSuccess.name}},
    help: {{own.collectorSuccess.help}},
    labelNames: ['collector'],
    registers: [registry],
  });
  const duration = new Gauge({
    name: {{own.collectorDuration.name}},
    help: {{own.collectorDuration.help}},
    labelNames: ['collector'],
    registers: [registry],
  });
  for (const { name, seconds, error } of results) {
    success.set({ collector: name }, error ? 0 : 1);
    duration.set({ collector: name }, seconds);
  }
  return registry;
}
