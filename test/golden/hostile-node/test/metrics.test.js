import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { createMetrics } from '../src/metrics.js';

/**
 * Every business metric: its HELP, its samples at the start, and
 * those its event changes.
 */
const METRICS = [
  {
    name: 'odd_quotes_total',
    type: 'counter',
    help: 'It\'s "quoted" with `ticks` and a \\\\ backslash.',
    initial: [],
    record(metrics, value = 2) {
      const labels = { class: "it's", type: 'example' };
      metrics.recordQuote(labels);
      metrics.recordQuote(labels, value);
    },
    changed: ['odd_quotes_total{class="it\'s",type="example"} 3'],
    forgetLabels: (metrics) => metrics.recordQuote({}, 1),
  },
  {
    name: 'odd_templates_total',
    type: 'counter',
    help: '{{x}} \u0024{x} {% x %} */ // # <!-- """ \'\'\' %s 😀',
    initial: [
      'odd_templates_total{value="a",amount="c",from="d"} 0',
      'odd_templates_total{value="b",amount="c",from="d"} 0',
    ],
    record(metrics, value = 2) {
      const labels = { value: 'a', amount: 'c', from: 'd' };
      metrics.recordTemplate(labels);
      metrics.recordTemplate(labels, value);
    },
    changed: ['odd_templates_total{value="a",amount="c",from="d"} 3'],
    forgetLabels: (metrics) => metrics.recordTemplate({}, 1),
  },
  {
    name: 'odd_lines',
    type: 'gauge',
    help: 'First line.\\nSecond line.\tTab.',
    initial: [],
    record(metrics, value = 1) {
      const labels = { self: 'example', lambda: 'example' };
      metrics.setLines(labels, value);
    },
    changed: ['odd_lines{self="example",lambda="example"} 1'],
    forgetLabels: (metrics) => metrics.setLines({}, 1),
  },
  {
    name: 'odd_default',
    type: 'gauge',
    help: 'ends with a quote "',
    initial: ['odd_default 0'],
    record(metrics, value = 1) {
      metrics.setDefault(value);
    },
    changed: ['odd_default 1'],
  },
  {
    name: 'odd_delete_total',
    type: 'counter',
    help: 'ends with a backslash \\\\',
    initial: ['odd_delete_total 0'],
    record(metrics, value = 2) {
      metrics.recordDelete();
      metrics.recordDelete(value);
    },
    changed: ['odd_delete_total 3'],
  },
  {
    name: 'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds',
    type: 'histogram',
    help: 'A help text that is so long that it cannot stand on one line with the name of the property before it, whatever the formatter does.',
    initial: [
      'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="a_rather_long_known_value_of_a_label"} 0',
      'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="another_rather_long_known_value_of_a_label"} 0',
      'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="a_third_one"} 0',
    ],
    record(metrics, value = 0.02) {
      const labels = { seconds: 'a_rather_long_known_value_of_a_label' };
      metrics.observeVeryLongNameOfAMeasurementThatNobody(labels, value);
    },
    changed: [
      'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_sum{seconds="a_rather_long_known_value_of_a_label"} 0.02',
      'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="a_rather_long_known_value_of_a_label"} 1',
    ],
    forgetLabels: (metrics) => metrics.observeVeryLongNameOfAMeasurementThatNobody({}, 1),
  },
  {
    name: 'odd_size_bytes',
    type: 'summary',
    help: 'Size.',
    initial: [
      'odd_size_bytes{quantile="0",size_bytes="a",bytes="b"} Nan',
      'odd_size_bytes_count{size_bytes="a",bytes="b"} 0',
    ],
    record(metrics, value = 1) {
      const labels = { size_bytes: 'a', bytes: 'b' };
      metrics.observeSize(labels, value);
    },
    changed: [
      'odd_size_bytes{quantile="0",size_bytes="a",bytes="b"} 1',
      'odd_size_bytes_sum{size_bytes="a",bytes="b"} 1',
      'odd_size_bytes_count{size_bytes="a",bytes="b"} 1',
    ],
    forgetLabels: (metrics) => metrics.observeSize({}, 1),
  },
];

/** The lines of one family: HELP, TYPE and samples. */
async function linesOf(registry, name) {
  const text = await registry.getSingleMetricAsString(name);
  return text.split('\n').filter(Boolean);
}

for (const { name, type, help, initial, record, changed, forgetLabels } of METRICS) {
  test(`${name} is exposed from the start`, async () => {
    const registry = new Registry();
    createMetrics(registry);
    const [helpLine, typeLine, ...samples] = await linesOf(registry, name);
    assert.equal(helpLine, `# HELP ${name} ${help}`);
    assert.equal(typeLine, `# TYPE ${name} ${type}`);
    for (const sample of initial) {
      assert.ok(samples.includes(sample), sample);
    }
    // Values nobody knows in advance cannot be shown in advance.
    assert.equal(samples.length === 0, initial.length === 0);
  });

  test(`${name} changes with its event`, async () => {
    const registry = new Registry();
    record(createMetrics(registry));
    const lines = await linesOf(registry, name);
    for (const sample of changed) {
      assert.ok(lines.includes(sample), sample);
    }
  });

  test(`${name} refuses what is not a number`, () => {
    const metrics = createMetrics(new Registry());
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => record(metrics, value), /^TypeError: a metric takes finite numbers/);
    }
  });

  if (forgetLabels) {
    test(`${name} refuses a call without its labels`, () => {
      const metrics = createMetrics(new Registry());
      assert.throws(() => forgetLabels(metrics), /^TypeError: the label \w+ is missing/);
    });
  }
}
