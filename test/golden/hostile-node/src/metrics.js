import { Counter, Gauge, Histogram } from '@prometheus-io/client';
import { finite } from './finite.js';
import { labelSets } from './label-sets.js';
import { requireLabels } from './require-labels.js';
import { WindowedSummary } from './windowed-summary.js';

/**
 * The business metrics: one function per event, so that the rest of the program knows events and
 * not metrics.
 *
 * Where all label values are known their series start at 0, which lets rate() see the first
 * increase.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 */
export function createMetrics(registry) {
  const quotes = new Counter({
    name: 'odd_quotes_total',
    help: 'It\'s "quoted" with `ticks` and a \\ backslash.',
    labelNames: ['class', 'type'],
    registers: [registry],
  });

  const templates = new Counter({
    name: 'odd_templates_total',
    help: '{{x}} \u0024{x} {% x %} */ // # <!-- """ \'\'\' %s 😀',
    labelNames: ['value', 'amount', 'from'],
    registers: [registry],
  });
  for (const labels of labelSets({ value: ['a', 'b'], amount: ['c'], from: ['d'] })) {
    templates.inc(labels, 0);
  }

  const lines = new Gauge({
    name: 'odd_lines',
    help: 'First line.\nSecond line.\tTab.',
    labelNames: ['self', 'lambda'],
    registers: [registry],
  });

  const defaultMetric = new Gauge({
    name: 'odd_default',
    help: 'ends with a quote "',
    registers: [registry],
  });

  const deleteMetric = new Counter({
    name: 'odd_delete_total',
    help: 'ends with a backslash \\',
    registers: [registry],
  });

  const veryLongNameOfAMeasurementThatNobody = new Histogram({
    name: 'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds',
    help: 'A help text that is so long that it cannot stand on one line with the name of the property before it, whatever the formatter does.',
    labelNames: ['seconds'],
    buckets: [
      0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009, 0.01, 0.02, 0.03, 0.04, 0.05,
      0.06, 0.07, 0.08, 0.09, 0.1, 0.5,
    ],
    registers: [registry],
  });
  for (const labels of labelSets({
    seconds: [
      'a_rather_long_known_value_of_a_label',
      'another_rather_long_known_value_of_a_label',
      'a_third_one',
    ],
  })) {
    veryLongNameOfAMeasurementThatNobody.zero(labels);
  }

  const size = new WindowedSummary({
    name: 'odd_size_bytes',
    help: 'Size.',
    labelNames: ['size_bytes', 'bytes'],
    percentiles: [0, 0.5, 1],
    registers: [registry],
  });
  for (const labels of labelSets({ size_bytes: ['a'], bytes: ['b'] })) {
    size.zero(labels);
  }

  return {
    /**
     * It's "quoted" with `ticks` and a \ backslash.
     *
     * @param {{
     *   class:
     *     | "it's"
     *     | 'say "hi"'
     *     | 'back\\slash'
     *     | 'two\nlines'
     *     | '{{x}}'
     *     | '\u0024{x}'
     *     | '%s'
     *     | '#'
     *     | '*\/'
     *     | '"""'
     *     | '😀',
     *   type: string,
     * }} labels
     * @param {number} [amount]
     */
    recordQuote(labels, amount = 1) {
      requireLabels(quotes, labels);
      quotes.inc(labels, finite(amount));
    },

    /**
     * {{x}} ${x} {% x %} * / // # <!-- """ ''' %s 😀
     *
     * @param {{ value: 'a' | 'b', amount: 'c', from: 'd' }} labels
     * @param {number} [amount]
     */
    recordTemplate(labels, amount = 1) {
      requireLabels(templates, labels);
      templates.inc(labels, finite(amount));
    },

    /**
     * First line. Second line. Tab.
     *
     * @param {{ self: string, lambda: string }} labels
     * @param {number} value
     */
    setLines(labels, value) {
      requireLabels(lines, labels);
      lines.set(labels, finite(value));
    },

    /**
     * ends with a quote "
     *
     * @param {number} value
     */
    setDefault(value) {
      defaultMetric.set(finite(value));
    },

    /**
     * ends with a backslash \
     *
     * @param {number} [amount]
     */
    recordDelete(amount = 1) {
      deleteMetric.inc(finite(amount));
    },

    /**
     * A help text that is so long that it cannot stand on one line with the name of the property
     * before it, whatever the formatter does.
     *
     * @param {{
     *   seconds:
     *     | 'a_rather_long_known_value_of_a_label'
     *     | 'another_rather_long_known_value_of_a_label'
     *     | 'a_third_one',
     * }} labels
     * @param {number} seconds
     */
    observeVeryLongNameOfAMeasurementThatNobody(labels, seconds) {
      requireLabels(veryLongNameOfAMeasurementThatNobody, labels);
      veryLongNameOfAMeasurementThatNobody.observe(labels, finite(seconds));
    },

    /**
     * Size.
     *
     * @param {{ size_bytes: 'a', bytes: 'b' }} labels
     * @param {number} bytes
     */
    observeSize(labels, bytes) {
      requireLabels(size, labels);
      size.observe(labels, finite(bytes));
    },
  };
}
