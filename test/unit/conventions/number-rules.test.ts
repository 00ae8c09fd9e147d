import { describe, expect, it } from 'vitest';
import { buckets } from '../../../src/conventions/rules/buckets.ts';
import { quantiles } from '../../../src/conventions/rules/quantiles.ts';
import { seriesBudget } from '../../../src/conventions/rules/series-budget.ts';
import { metric } from './metric.ts';

describe('buckets', () => {
  const messages = (name: string, bounds: number[]) =>
    buckets.check(metric({ name, type: 'histogram', buckets: bounds })).map((f) => f.message);

  it.each<[string, number[], string[]]>([
    ['shop_x_seconds', [0.1, 0.5, 1], []],
    ['shop_x_seconds', [10, 30, 60, 120, 300, 600, 3600], []],
    ['shop_x_seconds', [1, 2, 5], []],
    ['shop_x_seconds', [1, 2, 4, 8, 16, 32, 64, 128, 256, 512], []],
    ['shop_x_seconds', [], ['no buckets']],
    ['shop_x_seconds', [1, 0.5], ['ascending']],
    ['shop_x_seconds', [1, 1], ['twice']],
    ['shop_x_seconds', [1, Number.POSITIVE_INFINITY], ['finite']],
    ['shop_x_seconds', [Number.NaN, 1], ['finite']],
    ['shop_x_celsius', [-10, 0, 10], ['negative']],
    ['shop_x_seconds', [5, 10, 25, 50, 100, 250, 500, 1000], ['milliseconds']],
    ['shop_x_bytes', [1, 5, 10], ['megabytes']],
    ['shop_x_bytes', [1024, 1_048_576], []],
    ['shop_x_ratio', [50, 90], ['percent']],
    ['shop_x_ratio', [0.5, 1], []],
    ['shop_items', Array.from({ length: 50 }, (_, index) => index), []],
    ['shop_items', Array.from({ length: 51 }, (_, index) => index), ['51 buckets']],
  ])('%s %j → %j', (name, bounds, expected) => {
    expect(messages(name, bounds)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it('is about histograms only', () => {
    expect(buckets.check(metric())).toEqual([]);
  });
});

describe('quantiles', () => {
  const findings = (given: number[]) =>
    quantiles.check(metric({ type: 'summary', quantiles: given }));

  it.each([[[]], [[0, 0.5, 1]]])('passes %j', (given) => {
    expect(findings(given)).toEqual([]);
  });

  it('flags what is no fraction', () => {
    expect(findings([-0.1, 95, Number.NaN]).map((f) => [f.message, f.suggestion])).toEqual([
      ['The quantile -0.1 is not between 0 and 1.', undefined],
      ['The quantile 95 is not between 0 and 1.', '0.95'],
      ['The quantile NaN is not between 0 and 1.', undefined],
    ]);
  });

  it('flags more than ten', () => {
    const many = Array.from({ length: 11 }, (_, index) => index / 20);
    expect(findings(many)).toMatchObject([{ rule: 'quantiles', level: 'warning' }]);
    expect(findings(many.slice(1))).toEqual([]);
  });
});

describe('series-budget', () => {
  it('passes 100', () => {
    expect(seriesBudget.check(metric({ labels: { a: [], b: [] } }))).toEqual([]);
  });

  it('warns above 100 and shows how it counts', () => {
    const bounds = Array.from({ length: 8 }, (_, index) => index);
    const given = metric({
      type: 'histogram',
      labels: { channel: ['web', 'app'], country: [] },
      buckets: bounds,
    });
    expect(seriesBudget.check(given)).toMatchObject([
      {
        level: 'warning',
        message:
          'About 220 series (2 channel × 10 country (open) × 11 of the histogram), more than 100.',
      },
    ]);
  });

  it('is an error above 10 000 only', () => {
    const four = { a: [], b: [], c: [], d: [] };
    expect(seriesBudget.check(metric({ labels: four }))[0]?.level).toBe('warning');
    expect(seriesBudget.check(metric({ labels: { ...four, e: ['1', '2'] } }))[0]?.level).toBe(
      'error',
    );
  });
});
