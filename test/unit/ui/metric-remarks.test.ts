import { expect, it } from 'vitest';
import type { MetricInput } from '../../../src/spec/schema.ts';
import { firstRemark } from '../../../src/ui/prompts/metric-remarks.ts';

const METRIC: MetricInput = { name: 'shop_orders_total', type: 'counter', help: 'Orders.' };

/** What is said while a label is asked for. */
const ofLabel = (label: string, metric = METRIC) =>
  firstRemark(
    { ...metric, labels: { ...metric.labels, [label]: [] } },
    { namespace: 'shop', claimed: new Map(), label },
  );

it('in the place of a name a name is offered', () => {
  const metric = { ...METRIC, name: 'paidOrders' };
  expect(firstRemark(metric, { namespace: 'shop', claimed: new Map() })).toEqual({
    message: 'counter metrics should have "_total" suffix',
    suggestion: 'shop_paid_orders_total',
    blocking: true,
  });
});

it('in the place of a label a label is offered, never a name of the metric', () => {
  expect(ofLabel('orderState')).toEqual({
    message: "label names should be written in 'snake_case' not 'camelCase'",
    suggestion: 'order_state',
    blocking: true,
  });
  expect(ofLabel('orders')).toEqual({
    message: 'The name repeats the label "orders".',
    blocking: false,
  });
});

it('what was said of the name is not said again of each label, nor does it hide what is new', () => {
  const elsewhere = { ...METRIC, name: 'orders_total' };
  expect(ofLabel('channel', elsewhere)).toBeUndefined();
  expect(ofLabel('region', elsewhere)?.message).toMatch(/^The label "region" is one that/);
});
