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
    name: 'shop_orders_total',
    type: 'counter',
    help: 'Orders placed.',
    initial: [],
    record(metrics, value = 2) {
      const labels = { channel: 'web', market: 'example' };
      metrics.recordOrder(labels);
      metrics.recordOrder(labels, value);
    },
    changed: ['shop_orders_total{channel="web",market="example"} 3'],
    forgetLabels: (metrics) => metrics.recordOrder({}, 1),
  },
  {
    name: 'shop_refunds_total',
    type: 'counter',
    help: 'Refunds granted.',
    initial: [
      'shop_refunds_total{channel="web",reason="damaged"} 0',
      'shop_refunds_total{channel="web",reason="late"} 0',
      'shop_refunds_total{channel="mobile",reason="damaged"} 0',
      'shop_refunds_total{channel="mobile",reason="late"} 0',
    ],
    record(metrics, value = 2) {
      const labels = { channel: 'web', reason: 'damaged' };
      metrics.recordRefund(labels);
      metrics.recordRefund(labels, value);
    },
    changed: ['shop_refunds_total{channel="web",reason="damaged"} 3'],
    forgetLabels: (metrics) => metrics.recordRefund({}, 1),
  },
  {
    name: 'shop_open_carts',
    type: 'gauge',
    help: 'Carts that are open now.',
    initial: ['shop_open_carts 0'],
    record(metrics, value = 1) {
      metrics.setOpenCarts(value);
    },
    changed: ['shop_open_carts 1'],
  },
  {
    name: 'shop_checkout_duration_seconds',
    type: 'histogram',
    help: 'Time from basket to receipt.',
    initial: [
      'shop_checkout_duration_seconds_count{channel="web"} 0',
      'shop_checkout_duration_seconds_count{channel="mobile"} 0',
    ],
    record(metrics, value = 1) {
      const labels = { channel: 'web' };
      metrics.observeCheckoutDuration(labels, value);
    },
    changed: [
      'shop_checkout_duration_seconds_sum{channel="web"} 1',
      'shop_checkout_duration_seconds_count{channel="web"} 1',
    ],
    forgetLabels: (metrics) => metrics.observeCheckoutDuration({}, 1),
  },
  {
    name: 'shop_receipt_size_bytes',
    type: 'summary',
    help: 'Size of receipts sent.',
    initial: ['shop_receipt_size_bytes{quantile="0.5"} Nan', 'shop_receipt_size_bytes_count 0'],
    record(metrics, value = 1) {
      metrics.observeReceiptSize(value);
    },
    changed: [
      'shop_receipt_size_bytes{quantile="0.5"} 1',
      'shop_receipt_size_bytes_sum 1',
      'shop_receipt_size_bytes_count 1',
    ],
  },
  {
    name: 'shop_delivery_weight_grams',
    type: 'summary',
    help: 'Weight of the parcels.',
    initial: [],
    record(metrics, value = 1) {
      const labels = { carrier: 'example' };
      metrics.observeDeliveryWeight(labels, value);
    },
    changed: [
      'shop_delivery_weight_grams_sum{carrier="example"} 1',
      'shop_delivery_weight_grams_count{carrier="example"} 1',
    ],
    forgetLabels: (metrics) => metrics.observeDeliveryWeight({}, 1),
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
