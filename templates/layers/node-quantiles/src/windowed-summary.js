import { Summary } from {{client}};

/**
 * A summary whose quantiles look at the last minutes only and read NaN when nothing was observed in
 * them. The client prints 0 there, which looks like a very good value. It can drop empty label sets
 * (`pruneAgedBuckets`), but then drops their count and sum as well, so those are kept here.
 */
export class WindowedSummary {
  #quantiles;
  #totals = new Map();

  /**
   * @param {object} options
   * @param {string} options.name
   * @param {string} options.help
   * @param {number[]} options.percentiles values between 0 and 1
   * @param {import({{client}}).Registry[]} options.registers
   * @param {string[]} [options.labelNames]
   * @param {number} [options.maxAgeSeconds] how far the quantiles look back
   * @param {number} [options.ageBuckets] in how many steps old observations are forgotten
   */
  constructor({ registers, labelNames = [], maxAgeSeconds = 600, ageBuckets = 5, ...options }) {
    this.name = options.name;
    this.help = options.help;
    this.type = 'summary';
    this.percentiles = options.percentiles;
    this.labelNames = labelNames;
    this.#quantiles = new Summary({
      ...options,
      labelNames,
      maxAgeSeconds,
      ageBuckets,
      pruneAgedBuckets: true,
      registers: [],
    });
    if (labelNames.length === 0) {
      this.zero({});
    }
    for (const registry of registers) {
      registry.registerMetric(this);
    }
  }

  /**
   * @param {Record<string, string>} labels
   * @param {number} value
   */
  observe(labels, value) {
    this.#quantiles.observe(labels, value);
    const total = this.zero(labels);
    total.count += 1;
    total.sum += value;
  }

  /**
   * Exposes a label set before its first observation.
   *
   * @param {Record<string, string>} labels
   * @returns \{{ labels: Record<string, string>, count: number, sum: number }}
   */
  zero(labels) {
    const key = this.#key(labels);
    if (!this.#totals.has(key)) {
      this.#totals.set(key, { labels: { ...labels }, count: 0, sum: 0 });
    }
    return this.#totals.get(key);
  }

  reset() {
    this.#quantiles.reset();
    this.#totals.clear();
    if (this.labelNames.length === 0) {
      this.zero({});
    }
  }

  /** Called by the registry when it is scraped. */
  async get() {
    const family = await this.#quantiles.get();
    const quantiles = new Map();
    for (const { labels, value, metricName } of family.values) {
      if (metricName === undefined) {
        quantiles.set(`${labels.quantile} ${this.#key(labels)}`, value);
      }
    }
    const values = [...this.#totals].flatMap(([key, { labels, count, sum }]) => [
      ...this.percentiles.map((quantile) => ({
        labels: { quantile, ...labels },
        value: quantiles.get(`${quantile} ${key}`) ?? Number.NaN,
      })),
      { metricName: `${this.name}_sum`, labels, value: sum },
      { metricName: `${this.name}_count`, labels, value: count },
    ]);
    return { name: this.name, help: this.help, type: this.type, values };
  }

  #key(labels) {
    return JSON.stringify(this.labelNames.map((name) => labels[name]));
  }
}
