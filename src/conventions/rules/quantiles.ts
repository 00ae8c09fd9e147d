import { defineRule, type Family } from '../rule.ts';

const MAX_QUANTILES = 10;

/** Quantiles of a summary. None at all is in order: sum and count remain. */
export const quantiles = defineRule({
  id: 'quantiles',
  level: 'warning',
  why: 'A quantile is a fraction from 0 to 1, and each costs a series and work at every observation.',
  source: 'https://prometheus.io/docs/practices/histograms/#quantiles',
  problems(metric: Pick<Family, 'name' | 'quantiles'>) {
    const outside = metric.quantiles.filter((quantile) => !(quantile >= 0 && quantile <= 1));
    const problems = outside.map((quantile) => ({
      message: `The quantile ${quantile} is not between 0 and 1.`,
      ...(quantile > 1 && quantile <= 100 ? { suggestion: String(quantile / 100) } : {}),
    }));
    if (metric.quantiles.length > MAX_QUANTILES) {
      const message = `${metric.quantiles.length} quantiles are more than ${MAX_QUANTILES}; a histogram gives any quantile.`;
      problems.push({ message });
    }
    return problems;
  },
});
