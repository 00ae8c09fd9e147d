import fc from 'fast-check';
import type { MetricInput, SpecInput } from '../../src/spec/schema.ts';
import { TARGETS } from '../../src/spec/schema.ts';

/** Words of both languages, of their formatters and of the generated code itself, as names of metrics and labels. */
const TRAPS =
  `id type format list class map name value key self this job instance registry metrics seconds text time json re
  print dict set len hash dir filter range iter zip function var let const new delete default async await import
  export from lambda match case process require module undefined null true false test assert app route method
  config logger request response error labels buckets count total info created l other pid scrape collector sql
  custom items update pop main node batch run push success failed start stage`.split(/\s+/);

const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,12}$/),
  ...[1, 2].map(() => fc.constantFrom(...TRAPS)),
);

/** Names of a length at which lines just fit, and just do not. */
const identifier = (maximum: number) =>
  fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((words) => words.join('_').slice(0, maximum).replace(/_$/, ''));

const text = fc
  .array(fc.oneof(word, fc.constantFrom('a "b"', "it's", 'Größe', '`x`', '日本')), {
    minLength: 1,
    maxLength: 14,
  })
  .map((words) => words.join(' '));

const numbers = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(0.001, 0.25, 2.5)), {
    minLength: 1,
    maxLength: 16,
  })
  .map((list) => list.sort((a, b) => a - b));

interface Shape extends Pick<MetricInput, 'name' | 'type' | 'help'> {
  labels: Record<string, string[]>;
  numbers: number[];
  quantiles: number[];
  /** Which of the collectors reads it, counted round in a sidecar; beyond them the program itself records it. */
  source: number;
}

const metric: fc.Arbitrary<Shape> = fc.record({
  name: identifier(60),
  help: text,
  labels: fc.dictionary(identifier(40), fc.uniqueArray(text, { maxLength: 8 }), { maxKeys: 5 }),
  type: fc.constantFrom('counter', 'gauge', 'histogram', 'summary'),
  numbers,
  quantiles: fc.subarray([0.5, 0.9, 0.99, 0.999]),
  source: fc.nat(9),
});

const READING = ['sql', 'json-api', 'log', 'custom'] as const;
type Reading = (typeof READING)[number];

/** How a metric is read, and of which type it can be then. */
function reading(
  source: Reading | undefined,
  { type, labels }: { type: MetricInput['type']; labels: Record<string, string[]> },
): Pick<MetricInput, 'type'> & Partial<MetricInput> {
  const names = Object.keys(labels);
  const number = type === 'counter' ? type : 'gauge';
  switch (source) {
    case 'sql':
      return {
        type: number,
        sql: `SELECT 1 AS value${names.map((name) => `, 'a' AS "${name}"`).join('')}`,
      };
    case 'json-api': {
      const each = names.length > 0 ? { each: 'list[]' } : {};
      return { type: number, 'json-api': { ...each, value: 'one.two' } };
    }
    case 'log': {
      const groups = names.map((name) => `(?<${name}>\\w+) `).join('');
      return type === 'counter'
        ? { type, log: { match: `line ${groups}` } }
        : { type: 'histogram', log: { match: `line ${groups}(?<value>\\d+)` } };
    }
    case 'custom':
      return { type: number, custom: true };
    default:
      return { type };
  }
}

const UNITS = { counter: '_total', gauge: '', histogram: '_seconds', summary: '_bytes' };

function familyOf(
  { name, numbers, quantiles, ...shape }: Omit<Shape, 'source'>,
  of: { namespace: string; reader: Reading | undefined; hasQuantiles: boolean },
): MetricInput {
  const read = reading(of.reader, shape);
  return {
    ...shape,
    ...read,
    name: `${of.namespace}_${name}${UNITS[read.type]}`,
    ...(read.type === 'histogram' && { buckets: numbers }),
    ...(read.type === 'summary' && of.hasQuantiles && { quantiles }),
  };
}

/** Exporters of every pattern, with names, texts and lists of every length. Not all of them are accepted. */
export const manyShapes: fc.Arbitrary<SpecInput> = fc
  .record({
    name: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('-')),
    namespace: identifier(40),
    description: text,
    pattern: fc.constantFrom('application', 'sidecar', 'batch'),
    client: fc.constantFrom('@prometheus-io/client', 'prom-client'),
    targets: fc.subarray([...TARGETS]),
    collectors: fc.subarray(['mongodb', 'http-probe', ...READING], { minLength: 1 }),
    engine: fc.constantFrom('sqlite', 'postgresql', 'mysql'),
    stages: fc.uniqueArray(identifier(30), { minLength: 1, maxLength: 6 }),
    probes: fc.dictionary(word, word, { minKeys: 1, maxKeys: 5 }),
    metrics: fc.uniqueArray(metric, { maxLength: 7, selector: ({ name }) => name }),
  })
  .map(({ collectors: chosen, engine, stages, probes, metrics, ...given }) => {
    const { namespace, pattern } = given;
    const collectors = pattern === 'batch' ? [] : chosen;
    const readers = READING.filter((name) => collectors.includes(name));
    const families = metrics.map(({ source, ...shape }) =>
      familyOf(shape, {
        namespace,
        reader: readers[pattern === 'sidecar' ? source % readers.length : source],
        // Those of a job are refused.
        hasQuantiles: pattern === 'application',
      }),
    );
    const settings = {
      sql: { engine },
      'http-probe': {
        targets: Object.fromEntries(
          Object.entries(probes).map(([name, host]) => [name, `https://${host}.example/`]),
        ),
      },
      'json-api': { url: 'https://shop.example/status' },
      log: { file: '/var/log/shop.log' },
    };
    return {
      version: 1,
      ...given,
      metrics: families,
      ...(pattern === 'batch' ? { batch: { stages } } : { collectors }),
      ...Object.fromEntries(Object.entries(settings).filter(([name]) => collectors.includes(name))),
    } as SpecInput;
  });
