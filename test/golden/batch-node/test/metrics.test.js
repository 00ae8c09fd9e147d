import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { createMetrics } from '../src/metrics.js';

/**
 * Every metric: its HELP, its samples at the start, and
 * those its event changes.
 */
const METRICS = [
  {
    name: 'nightly_rows_imported',
    type: 'gauge',
    help: 'Rows imported by the last run.',
    initial: [],
    record(metrics, value = 1) {
      const labels = { table: 'orders' };
      metrics.setRowsImported(labels, value);
    },
    changed: ['nightly_rows_imported{table="orders"} 1'],
    forgetLabels: (metrics) => metrics.setRowsImported({}, 1),
  },
  {
    name: 'nightly_row_duration_seconds',
    type: 'histogram',
    help: 'Time to import a row.',
    initial: ['nightly_row_duration_seconds_count 0'],
    record(metrics, value = 0.1) {
      metrics.observeRowDuration(value);
    },
    changed: ['nightly_row_duration_seconds_sum 0.1', 'nightly_row_duration_seconds_count 1'],
  },
  {
    name: 'nightly_rows_rejected_total',
    type: 'counter',
    help: 'Rows rejected by the last run.',
    initial: [],
    record(metrics, value = 2) {
      const labels = { source: 'example', reason: 'invalid' };
      metrics.recordRowsRejected(labels);
      metrics.recordRowsRejected(labels, value);
    },
    changed: ['nightly_rows_rejected_total{source="example",reason="invalid"} 3'],
    forgetLabels: (metrics) => metrics.recordRowsRejected({}, 1),
  },
  {
    name: 'nightly_retries_total',
    type: 'counter',
    help: 'Requests that had to be made again.',
    initial: ['nightly_retries_total 0'],
    record(metrics, value = 2) {
      metrics.recordRetry();
      metrics.recordRetry(value);
    },
    changed: ['nightly_retries_total 3'],
  },
  {
    name: 'nightly_backlog_bytes',
    type: 'gauge',
    help: 'Size of what is left for the next run.',
    initial: [],
    record(metrics, value = 1) {
      metrics.setBacklog(value);
    },
    changed: ['nightly_backlog_bytes 1'],
  },
  {
    name: 'nightly_file_size_bytes',
    type: 'summary',
    help: 'Size of the files read.',
    initial: [
      'nightly_file_size_bytes_count{format="csv"} 0',
      'nightly_file_size_bytes_count{format="json"} 0',
    ],
    record(metrics, value = 1) {
      const labels = { format: 'csv' };
      metrics.observeFileSize(labels, value);
    },
    changed: [
      'nightly_file_size_bytes_sum{format="csv"} 1',
      'nightly_file_size_bytes_count{format="csv"} 1',
    ],
    forgetLabels: (metrics) => metrics.observeFileSize({}, 1),
  },
  {
    name: 'nightly_request_duration_seconds',
    type: 'histogram',
    help: 'Time until the source answered.',
    initial: [],
    record(metrics, value = 0.25) {
      const labels = { source: 'example' };
      metrics.observeRequestDuration(labels, value);
    },
    changed: [
      'nightly_request_duration_seconds_sum{source="example"} 0.25',
      'nightly_request_duration_seconds_count{source="example"} 1',
    ],
    forgetLabels: (metrics) => metrics.observeRequestDuration({}, 1),
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
