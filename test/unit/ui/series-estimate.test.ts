import { expect, it } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { MetricInput } from '../../../src/spec/schema.ts';
import { seriesEstimate } from '../../../src/ui/series-estimate.ts';

const GAUGE: MetricInput = { name: 'shop_users', type: 'gauge', help: 'Users.' };

it.each([
  [{ metrics: [GAUGE] }, 'about 3 series, 1 of them of your metric; 15 more for each method,'],
  [{ metrics: [GAUGE, { ...GAUGE, name: 'shop_staff' }] }, 'about 4 series, 2 of them of your 2'],
  [{ pattern: 'sidecar' as const, collectors: ['log' as const] }, /^about 8 series$/],
])('%j', (input, words) => {
  expect(seriesEstimate(resolveSpec({ version: 1, name: 'shop', ...input }))).toMatch(words);
});
