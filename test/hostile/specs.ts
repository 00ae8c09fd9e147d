import fc from 'fast-check';
import type { SpecInput } from '../../src/spec/schema.ts';
import { hostileText } from './texts.ts';

type Metrics = NonNullable<SpecInput['metrics']>;

const label = fc.uniqueArray(hostileText, { minLength: 1, maxLength: 4 });
const help = fc.uniqueArray(hostileText, { minLength: 7, maxLength: 7 });

/** Regular expressions out of any text: what stands in it is looked for as it is. */
const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A path or a URL is one line; what is left of the text is free. */
const onOneLine = (text: string) => `/var/log/${text.replace(/[\p{Cc}\u2028\u2029]/gu, '')}`;

/** An application with a text in every free field. */
const application = fc.record({ help, label, description: hostileText, reason: hostileText }).map(
  ({ help, label, description, reason }): SpecInput => ({
    version: 1,
    name: 'odd-exporter',
    namespace: 'odd',
    description,
    metrics: [
      { name: 'odd_orders_total', type: 'counter', help: help[0]!, labels: { kind: label } },
      { name: 'odd_depth', type: 'gauge', help: help[1]!, labels: { kind: [] } },
      {
        name: 'odd_run_seconds',
        type: 'histogram',
        help: help[2]!,
        labels: { kind: label },
        buckets: [1, 2],
      },
      {
        name: 'odd_size_bytes',
        type: 'summary',
        help: help[3]!,
        labels: { kind: label },
        quantiles: [0.5],
      },
    ],
    allow: { buckets: reason },
  }),
);

/** A sidecar with all collectors. */
const sidecar = fc.record({ help, label, texts: help, description: hostileText }).map(
  ({ help, label, texts, description }): SpecInput => ({
    version: 1,
    name: 'odd-exporter',
    namespace: 'odd',
    description,
    pattern: 'sidecar',
    collectors: ['mongodb', 'sql', 'http-probe', 'json-api', 'log', 'custom'],
    'http-probe': {
      targets: { shop: `http://localhost/?q=${encodeURIComponent(texts[0]!.toWellFormed())}` },
    },
    'json-api': { url: `http://localhost/?q=${encodeURIComponent(texts[1]!.toWellFormed())}` },
    log: { file: onOneLine(texts[2]!) },
    metrics: [
      {
        name: 'odd_rows',
        type: 'gauge',
        help: help[0]!,
        labels: { kind: [] },
        sql: `SELECT 1 AS value, 'a' AS kind -- ${texts[3]!}`,
      },
      {
        name: 'odd_queue',
        type: 'gauge',
        help: help[1]!,
        labels: { kind: label },
        'json-api': { each: 'a[]', value: 'b', labels: { kind: 'c' } },
      },
      {
        name: 'odd_lines_total',
        type: 'counter',
        help: help[2]!,
        labels: { kind: label },
        log: { match: `(?<kind>[a-z]+)${literally(texts[4]!)}` },
      },
      { name: 'odd_own', type: 'gauge', help: help[3]!, custom: true },
    ] as Metrics,
  }),
);

const batch = fc.record({ help, label, description: hostileText }).map(
  ({ help, label, description }): SpecInput => ({
    version: 1,
    name: 'odd-job',
    namespace: 'odd',
    description,
    pattern: 'batch',
    metrics: [
      { name: 'odd_rows_total', type: 'counter', help: help[0]!, labels: { kind: label } },
      { name: 'odd_left', type: 'gauge', help: help[1]! },
    ],
  }),
);

/** A spec with a hostile text in every field that is free. */
export const hostileSpec: fc.Arbitrary<SpecInput> = fc.oneof(application, sidecar, batch);
