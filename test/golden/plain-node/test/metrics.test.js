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
    name: 'plain_payload_size_bytes',
    type: 'summary',
    help: 'Size of the payloads.',
    initial: [
      'plain_payload_size_bytes_count{direction="in"} 0',
      'plain_payload_size_bytes_count{direction="out"} 0',
    ],
    record(metrics, value = 1) {
      const labels = { direction: 'in' };
      metrics.observePayloadSize(labels, value);
    },
    changed: [
      'plain_payload_size_bytes_sum{direction="in"} 1',
      'plain_payload_size_bytes_count{direction="in"} 1',
    ],
    forgetLabels: (metrics) => metrics.observePayloadSize({}, 1),
  },
  {
    name: 'plain_turnaround_seconds',
    type: 'histogram',
    help: 'Time between a payload in and its answer out.',
    initial: ['plain_turnaround_seconds_count 0'],
    record(metrics, value = 0.25) {
      metrics.observeTurnaround(value);
    },
    changed: ['plain_turnaround_seconds_sum 0.25', 'plain_turnaround_seconds_count 1'],
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
