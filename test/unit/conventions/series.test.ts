import { describe, expect, it } from 'vitest';
import {
  estimateSeries,
  estimateTotal,
  seriesPerRequestKind,
} from '../../../src/conventions/index.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
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
  };

  const estimate = (input: Partial<SpecInput>) =>
    estimateTotal(resolveSpec({ version: 1, name: 'shop', ...input }));

  it('adds the metrics', () => {
    const metrics = [orders, { ...orders, name: 'shop_users_total' }];
    // Requests running now, and the build.
    expect(estimate({ metrics })).toMatchObject({ own: 4, brought: 2 });
  });

  it('adds what a sidecar and its collectors bring', () => {
    // Build, up, duration; of the collector success, duration, errors, dropped; one family without and three with a label.
    expect(estimate({ pattern: 'sidecar', collectors: ['log'] })).toMatchObject({
      own: 0,
      brought: 3 + 4 + 1,
    });
    expect(estimate({ pattern: 'sidecar', collectors: ['http-probe', 'log'] })).toMatchObject({
      own: 0,
      brought: 3 + 2 * 4 + 1 + 3 * 10,
    });
  });

  it('adds the times of a kept read, and what a job pushes about itself', () => {
    const log = { min_interval: 5 };
    expect(estimate({ pattern: 'sidecar', collectors: ['log'], log }).brought).toBe(3 + 5 + 1);
    const batch = { stages: ['a', 'b'] };
    expect(estimate({ pattern: 'batch', batch }).brought).toBe(1 + 4 + batch.stages.length);
  });
});

describe('seriesPerRequestKind', () => {
  it('counts the counter, each bucket with +Inf, sum and count', () => {
    expect(seriesPerRequestKind({ buckets: [1, 2] })).toBe(1 + 3 + 2);
  });
});
