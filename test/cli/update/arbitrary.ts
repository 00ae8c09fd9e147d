import fc from 'fast-check';
import type { MetricInput, SpecInput } from '../../../src/spec/schema.ts';

const METRICS: MetricInput[] = [
  { name: 'shop_orders_total', type: 'counter', help: 'Orders.', labels: { channel: ['a', 'b'] } },
  { name: 'shop_orders_total', type: 'counter', help: 'Orders placed.', labels: { shop: [] } },
  { name: 'shop_open_carts', type: 'gauge', help: 'Carts that are open.' },
  { name: 'shop_wait_duration_seconds', type: 'histogram', help: 'Waits.', buckets: [1, 2] },
  { name: 'shop_wait_duration_seconds', type: 'histogram', help: 'Waits.', buckets: [1, 3, 9] },
  { name: 'shop_parcel_weight_grams', type: 'summary', help: 'Weights.' },
];

const fields = {
  name: fc.constantFrom('shop-exporter', 'store-exporter'),
  runtime: fc.constantFrom('node', 'python'),
  pattern: fc.constantFrom('application', 'sidecar', 'batch'),
  client: fc.constantFrom('@prometheus-io/client', 'prom-client'),
  port: fc.constantFrom(3000, 9100),
  description: fc.constantFrom('The shop.', 'Orders and carts.'),
  targets: fc.constantFrom([], ['docker']),
  metrics: fc.uniqueArray(fc.constantFrom(...METRICS), { selector: ({ name }) => name }),
  quantiles: fc.boolean(),
  sql: fc.boolean(),
};

type Fields = {
  [field in keyof typeof fields]: (typeof fields)[field] extends fc.Arbitrary<infer T> ? T : never;
};

/** An exporter that breaks no convention: every pattern, both runtimes, with and without what adds files. */
function soundSpec({ quantiles, sql, metrics, client, ...given }: Fields): SpecInput {
  const { pattern, runtime } = given;
  const readable = ({ type }: MetricInput) => type === 'counter' || type === 'gauge';
  const withQuantiles = quantiles && pattern === 'application';
  return {
    version: 1,
    namespace: 'shop',
    ...given,
    // A batch job listens nowhere, and its exporter.yaml has no port.
    ...(pattern === 'batch' && { port: 3000 }),
    ...(runtime === 'node' && { client }),
    metrics: metrics
      .filter((metric) => pattern !== 'sidecar' || readable(metric))
      .map((metric) =>
        withQuantiles && metric.type === 'summary' ? { ...metric, quantiles: [0.5, 0.9] } : metric,
      ),
    ...((pattern === 'sidecar' || (sql && pattern === 'application')) && { collectors: ['sql'] }),
  } as unknown as SpecInput;
}

/** A spec and what became of it: mostly some fields, at times all of them. */
export const specChange: fc.Arbitrary<[before: SpecInput, after: SpecInput]> = fc
  .tuple(fc.record(fields), fc.record(fields, { requiredKeys: [] }), fc.nat(4))
  .map(([before, changes, breadth]) => {
    const { name, runtime, pattern, ...narrow } = changes;
    return [soundSpec(before), soundSpec({ ...before, ...(breadth === 0 ? changes : narrow) })];
  });

/** What a person does to one file; the numbers are counted round from the first. */
export interface UserEdit {
  kind: 'insert' | 'change' | 'cut' | 'remove' | 'rename';
  /** One of the files that the change of the spec touches, too. */
  hot: boolean;
  file: number;
  line: number;
}

export const someEdits: fc.Arbitrary<UserEdit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('insert', 'insert', 'insert', 'change', 'cut', 'remove', 'rename'),
    hot: fc.boolean(),
    file: fc.nat(),
    line: fc.nat(),
  }),
  { minLength: 1, maxLength: 12 },
);

/** A line of the user's own in the language of a file, which no generated line is like. */
export function ownLine(file: string, number: number): string {
  if (file.endsWith('.json')) return `  "own-line-${number}-": "1.0",`;
  if (/requirements.*\.txt$/.test(file)) return `own-line-${number}-==1.0`;
  if (file.endsWith('.js')) return `// own-line-${number}-`;
  return `${file.endsWith('.sql') ? '--' : '#'} own-line-${number}-`;
}
