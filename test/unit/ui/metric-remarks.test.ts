import { expect, it } from 'vitest';
import type { MetricInput } from '../../../src/spec/schema.ts';
import { metricRemark } from '../../../src/ui/prompts/metric-remarks.ts';

const METRIC: MetricInput = { name: 'shop_orders_total', type: 'counter', help: 'Orders.' };

/** What is said while a label is asked for. */
const ofLabel = (label: string, metric = METRIC) =>
  metricRemark(
    { ...metric, labels: { ...metric.labels, [label]: [] } },
    { namespace: 'shop', claimed: new Map(), label },
  );

it('in the place of a name a name is offered', () => {
  const metric = { ...METRIC, name: 'paidOrders' };
  expect(metricRemark(metric, { namespace: 'shop', claimed: new Map() })).toEqual({
    message: 'counter metrics should have "_total" suffix',
    suggestion: 'shop_paid_orders_total',
    blocking: true,
  });
});

it('of several warnings all are said, of errors the first, which may be the cause of others', () => {
  const question = { namespace: 'shop', claimed: new Map() };
  const remark = metricRemark({ ...METRIC, type: 'gauge', name: 'cart_size' }, question);
  expect(remark).toMatchObject({
    message: expect.stringMatching(
      /the namespace "shop_".*\. The name says a quantity.*"_bytes"\.$/,
    ),
    suggestion: 'shop_cart_size_bytes',
    blocking: false,
  });
  expect(metricRemark({ ...METRIC, name: 'cart_size' }, question)).toMatchObject({
    message: 'counter metrics should have "_total" suffix',
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
