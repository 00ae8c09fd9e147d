import fc from 'fast-check';
import type { MetricInput, SpecInput } from '../../../src/spec/schema.ts';

/** Text as people and attackers write it: quotes, braces, code, line breaks, letters of the whole world. */
export const anyText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    ...['"quoted"', "it's", '{{x}}', '${x}', '`x`', 'a\nb', '*/', '"""', '50 %', '# no comment'],
    ...['🚀', '\\', '{a}', '[1]', '- x', 'null', '1', 'true', ': x', '&a', '*a', '!x', '|', ' x '],
  ),
);

export const helpText = anyText.map((text) => text.trim()).filter((text) => text !== '');

const identifier = fc.stringMatching(/^[a-z_][a-z0-9_]{0,20}$/);
const labels = fc.dictionary(
  fc.oneof(identifier, fc.constantFrom('__proto__', 'constructor')),
  fc.uniqueArray(anyText, { maxLength: 3 }),
  { minKeys: 1, maxKeys: 3 },
);
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
  .map((n) => n + 0);

const quantile = fc.double({ noNaN: true, min: 0, max: 1 }).map((n) => n + 0);

/** Ascending, each once. */
const bounds = fc
  .uniqueArray(number, { minLength: 1, maxLength: 4 })
  .map((numbers) => numbers.sort((a, b) => a - b));

/** Metrics that `--metric` has a form for. */
export const definedMetric: fc.Arbitrary<MetricInput> = fc
  .record(
    {
      type: fc.constantFrom('counter', 'gauge', 'histogram', 'summary'),
      name: identifier,
      help: helpText,
      labels,
      numbers: bounds,
      quantiles: fc.uniqueArray(quantile, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['type', 'name', 'help'] },
  )
  .map(({ numbers, quantiles, ...metric }) => ({
    ...metric,
    ...(metric.type === 'histogram' && numbers && { buckets: numbers }),
    ...(metric.type === 'summary' && quantiles && { quantiles }),
  }));

const sqlText = anyText.map((text) => `SELECT '${text.replaceAll("'", "''")}'`);

/** Whole specs as the schema has them. */
export const anySpec: fc.Arbitrary<SpecInput> = fc
  .record(
    {
      description: anyText,
      namespace: fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/),
      port: fc.integer({ min: 1, max: 65535 }),
      sql: fc.record({ sample: sqlText }, { requiredKeys: [] }),
      http: fc.record({ requests: identifier, buckets: bounds }, { requiredKeys: [] }),
      metrics: fc.array(definedMetric, { maxLength: 4 }),
      targets: fc.constantFrom([], ['docker' as const]),
      collectors: fc.constantFrom([], ['sql' as const]),
      allow: fc.dictionary(identifier, anyText, { maxKeys: 2 }),
      runtime: fc.constantFrom('node' as const, 'python' as const),
    },
    { requiredKeys: [] },
  )
  .map(
    (fields) =>
      ({
        version: 1,
        name: 'shop-exporter',
        ...fields,
        // Settings without their collector are refused.
        ...(fields.sql && { collectors: ['sql'] }),
      }) as unknown as SpecInput,
  );
