import { defineRule, type Family } from '../rule.ts';
import { estimateSeries, OPEN_LABEL_VALUES } from '../series.ts';

const WARNING_ABOVE = 100;
const ERROR_ABOVE = 10_000;

/** The documentation's limit of 100 is a warning; above 10,000 it is an error. */
export const seriesBudget = defineRule({
  id: 'series-budget',
  level: 'warning',
  why: `Every series costs memory, disk and network in Prometheus, on every target; more than ${WARNING_ABOVE} are a warning, more than ${ERROR_ABOVE} an error.`,
  source: 'https://prometheus.io/docs/practices/instrumentation/#do-not-overuse-labels',
  problems(
    metric: Pick<Family, 'name' | 'type' | 'labels' | 'buckets' | 'quantiles' | 'observed'>,
  ) {
    const { observed } = metric;
    const series = observed?.series ?? estimateSeries(metric);
    if (series <= WARNING_ABOVE) return [];
    const limit = series > ERROR_ABOVE ? ERROR_ABOVE : WARNING_ABOVE;
    return [
      {
        level: series > ERROR_ABOVE ? ('error' as const) : ('warning' as const),
        message: observed
          ? `${series} series, more than ${limit}.`
          : `About ${series} series (${calculation(metric)}), more than ${limit}.`,
      },
    ];
  },
});

/** `10 region (open) × 14 of the histogram`: people see which factor to take away. */
function calculation(metric: Pick<Family, 'type' | 'labels' | 'buckets' | 'quantiles'>): string {
  const factors = Object.entries(metric.labels).map(([label, values]) =>
    values.length === 0 ? `${OPEN_LABEL_VALUES} ${label} (open)` : `${values.length} ${label}`,
  );
  const each = estimateSeries({ ...metric, labels: {} });
  return [...factors, ...(each > 1 ? [`${each} of the ${metric.type}`] : [])].join(' × ');
}
