import { describe, expect, it } from 'vitest';
import {
  estimateSeries,
  estimateTotal,
  seriesPerRequestKind,
} from '../../../src/conventions/index.ts';
import { metric } from './metric.ts';

describe('estimateSeries', () => {
  it.each([
    ['no label', metric(), 1],
    ['known values', metric({ labels: { a: ['1', '2'], b: ['1', '2', '3'] } }), 6],
    ['an open label', metric({ labels: { a: [], b: ['1', '2'] } }), 20],
    ['a histogram', metric({ type: 'histogram', buckets: [1, 2, 3], labels: { a: [] } }), 60],
    ['a summary', metric({ type: 'summary', quantiles: [0.5, 0.9], labels: { a: [] } }), 40],
    ['a summary without quantiles', metric({ type: 'summary' }), 2],
  ])('%s', (_, given, expected) => {
    expect(estimateSeries(given)).toBe(expected);
  });
});

describe('estimateTotal', () => {
  const orders = {
    name: 'shop_orders_total',
    type: 'counter' as const,
    help: 'Orders.',
    labels: { channel: ['web', 'app'] },
    buckets: [],
    quantiles: [],
  };

  it('adds the metrics', () => {
    expect(estimateTotal({ metrics: [orders, orders] })).toBe(4);
  });
});

describe('seriesPerRequestKind', () => {
  it('counts the counter, each bucket with +Inf, sum and count', () => {
    expect(seriesPerRequestKind({ buckets: [1, 2] })).toBe(1 + 3 + 2);
  });
});
