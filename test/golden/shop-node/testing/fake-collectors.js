import { Counter, Gauge } from '@prometheus-io/client';

/**
 * A collector made of one function.
 *
 * @param {string} name
 * @param {import('../src/scrape.js').Collector['collect']} collect
 * @param {Partial<import('../src/scrape.js').Collector>} [options]
 * @returns {import('../src/scrape.js').Collector}
 */
export function fake(name, collect, options = {}) {
  return { name, collect, ...options };
}

/** A gauge without labels. */
export function gauge(registry, name, value) {
  new Gauge({ name, help: 'A test.', registers: [registry] }).set(value);
}

/** A gauge with one series per key. */
export function gauges(registry, name, values) {
  fill(Gauge, registry, name, values);
}

/** A counter with one series per key. */
export function counter(registry, name, values) {
  fill(Counter, registry, name, values);
}

function fill(Family, registry, name, values) {
  const registers = [registry];
  const family = new Family({ name, help: 'A test.', labelNames: ['key'], registers });
  for (const [key, value] of Object.entries(values)) {
    family.inc({ key }, value);
  }
}
