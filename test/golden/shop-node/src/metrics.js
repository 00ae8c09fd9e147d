import { Counter, Gauge, Histogram, Summary } from '@prometheus-io/client';
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
  const orders = new Counter({
    name: 'shop_orders_total',
    help: 'Orders placed.',
    labelNames: ['channel', 'market'],
    registers: [registry],
  });

  const refunds = new Counter({
    name: 'shop_refunds_total',
    help: 'Refunds granted.',
    labelNames: ['channel', 'reason'],
    registers: [registry],
  });
  for (const labels of labelSets({ channel: ['web', 'mobile'], reason: ['damaged', 'late'] })) {
    refunds.inc(labels, 0);
  }

  const openCarts = new Gauge({
    name: 'shop_open_carts',
    help: 'Carts that are open now.',
    registers: [registry],
  });

  const checkoutDuration = new Histogram({
    name: 'shop_checkout_duration_seconds',
    help: 'Time from basket to receipt.',
    labelNames: ['channel'],
    buckets: [0.1, 0.5, 1, 2, 5],
    registers: [registry],
  });
  for (const labels of labelSets({ channel: ['web', 'mobile'] })) {
    checkoutDuration.zero(labels);
  }

  const receiptSize = new WindowedSummary({
    name: 'shop_receipt_size_bytes',
    help: 'Size of receipts sent.',
    percentiles: [0.5, 0.9, 0.99],
    registers: [registry],
  });

  const deliveryWeight = new Summary({
    name: 'shop_delivery_weight_grams',
    help: 'Weight of the parcels.',
    labelNames: ['carrier'],
    percentiles: [],
    registers: [registry],
  });

  return {
    /**
     * Orders placed.
     *
     * @param {{ channel: 'web' | 'mobile', market: string }} labels
     * @param {number} [amount]
     */
    recordOrder(labels, amount = 1) {
      requireLabels(orders, labels);
      orders.inc(labels, finite(amount));
    },

    /**
     * Refunds granted.
     *
     * @param {{ channel: 'web' | 'mobile', reason: 'damaged' | 'late' }} labels
     * @param {number} [amount]
     */
    recordRefund(labels, amount = 1) {
      requireLabels(refunds, labels);
      refunds.inc(labels, finite(amount));
    },

    /**
     * Carts that are open now.
     *
     * @param {number} value
     */
    setOpenCarts(value) {
      openCarts.set(finite(value));
    },

    /**
     * Time from basket to receipt.
     *
     * @param {{ channel: 'web' | 'mobile' }} labels
     * @param {number} seconds
     */
    observeCheckoutDuration(labels, seconds) {
      requireLabels(checkoutDuration, labels);
      checkoutDuration.observe(labels, finite(seconds));
    },

    /**
     * Size of receipts sent.
     *
     * @param {number} bytes
     */
    observeReceiptSize(bytes) {
      receiptSize.observe({}, finite(bytes));
    },

    /**
     * Weight of the parcels.
     *
     * @param {{ carrier: string }} labels
     * @param {number} grams
     */
    observeDeliveryWeight(labels, grams) {
      requireLabels(deliveryWeight, labels);
      deliveryWeight.observe(labels, finite(grams));
    },
  };
}
