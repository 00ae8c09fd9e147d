import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/spec/problems.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { sampleMetrics } from '../../../src/spec/sample-metrics.ts';
import { METRIC_TYPES, type MetricInput } from '../../../src/spec/schema.ts';

const base = { version: 1, name: 'nightly-import', pattern: 'batch' } as const;

describe('a batch job', () => {
  it.each<[string, MetricInput, string]>([
    [
      'a query',
      { name: 'a', type: 'gauge', help: 'A.', sql: 'SELECT 1 AS value' },
      'A batch job records its metrics itself; "sql" belongs to a sidecar.',
    ],
    [
      'code of one’s own',
      { name: 'a', type: 'gauge', help: 'A.', custom: true },
      'A batch job records its metrics itself; "custom" belongs to a sidecar.',
    ],
    [
      'quantiles',
      { name: 'a', type: 'summary', help: 'A.', quantiles: [0.5] },
      'A batch job pushes one run, over which quantiles cannot be formed; let a be a histogram, or a summary without quantiles.',
    ],
  ])('refuses %s', (_, metric, message) => {
    expect(problemsOf({ ...base, metrics: [metric] }).map((problem) => problem.message)).toEqual([
      message,
    ]);
  });

  it('refuses collectors', () => {
    const [problem] = problemsOf({ ...base, collectors: ['mongodb'] });
    expect(problem?.message).toMatch(/^A batch job pushes what it has counted itself/);
  });

  it('refuses a port, which nothing would listen on', () => {
    const [problem] = problemsOf({ ...base, port: 33 });
    expect(problem).toMatchObject({
      path: ['port'],
      message: expect.stringContaining('leave the port out'),
    });
  });

  it('has samples of every type that it can record', () => {
    const metrics = sampleMetrics(METRIC_TYPES, 'nightly_import', 'batch');
    expect(metrics.map(({ type }) => type)).toEqual([...METRIC_TYPES]);
    expect(problemsOf({ ...base, metrics })).toEqual([]);
  });

  it('has stages and a schedule by default', () => {
    expect(resolveSpec(base).batch).toEqual({
      stages: ['extract', 'transform', 'load'],
      schedule: '0 3 * * *',
    });
  });
});
