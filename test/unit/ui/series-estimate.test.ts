import { expect, it } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { MetricInput } from '../../../src/spec/schema.ts';
import { seriesEstimate } from '../../../src/ui/series-estimate.ts';

const GAUGE: MetricInput = { name: 'shop_users', type: 'gauge', help: 'Users.' };

it.each([
  [{ metrics: [GAUGE] }, 'about 3 series, 1 of them of your metric; 15 more for each method,'],
  [{ metrics: [GAUGE, { ...GAUGE, name: 'shop_staff' }] }, 'about 4 series, 2 of them of your 2'],
  [
    { metrics: [{ ...GAUGE, labels: { team: [] } }] },
    'about 12 series, 10 of them of your metric, with 10 values for each open label; 15 more',
  ],
  [
    { pattern: 'sidecar' as const, collectors: ['http-probe' as const] },
    /^about 37 series, with 10 values for each open label$/,
  ],
  [{ pattern: 'sidecar' as const, collectors: ['log' as const] }, /^about 8 series$/],
])('%j', (input, words) => {
  expect(seriesEstimate(resolveSpec({ version: 1, name: 'shop', ...input }))).toMatch(words);
});
