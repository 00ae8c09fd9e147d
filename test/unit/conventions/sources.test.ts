import { describe, expect, it } from 'vitest';
import { sourceFindings } from '../../../src/conventions/index.ts';
import type { CollectorName, MetricInput, SpecInput } from '../../../src/spec/schema.ts';

const GAUGE: MetricInput = { name: 'shop_orders', type: 'gauge', help: 'Orders.' };
const QUERY: MetricInput = { ...GAUGE, name: 'shop_users', sql: 'SELECT 1 AS value' };

const found = (fields: Partial<SpecInput>) =>
  sourceFindings({ version: 1, name: 'shop', pattern: 'sidecar', ...fields }).map(
    ({ rule, level, subject }) => `${level} ${rule} ${subject}`,
  );

describe('sourceFindings', () => {
  it('a metric that does not say how it is read', () => {
    expect(found({ metrics: [GAUGE, QUERY] })).toEqual(['warning source-missing shop_orders']);
    expect(found({ metrics: [{ ...GAUGE, custom: true }] })).toEqual([]);
    expect(found({ collectors: ['custom'], metrics: [GAUGE] })).toEqual([]);
    expect(found({ pattern: 'application', metrics: [GAUGE] })).toEqual([]);
  });

  it('can be allowed with a reason', () => {
    expect(found({ metrics: [GAUGE], allow: { 'source-missing': 'Ours.' } })).toEqual([]);
    const idle = { collectors: ['log', 'sql'] as CollectorName[], metrics: [QUERY] };
    expect(found(idle)).toEqual(['warning collector-idle collectors']);
    expect(found({ ...idle, allow: { 'collector-idle': 'Soon.' } })).toEqual([]);
  });

  it('a collector that has nothing to read', () => {
    const collectors: SpecInput['collectors'] = ['mongodb', 'sql', 'log', 'custom'];
    const messages = sourceFindings({ version: 1, name: 'shop', collectors, metrics: [QUERY] });
    expect(messages.map(({ message }) => message)).toEqual([
      'The collector log has no metric to read; give one "log: { match: … }" in exporter.yaml',
      'The collector custom has no metric to read; give one "custom: true" in exporter.yaml',
    ]);
  });
});
