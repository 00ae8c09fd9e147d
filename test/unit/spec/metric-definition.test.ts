import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDefinition, parseDefinition } from '../../../src/spec/metric-definition.ts';
import type { MetricInput } from '../../../src/spec/schema.ts';
import { definedMetric } from './arbitrary.ts';

test('what is formatted is read back as the same metric', () => {
  fc.assert(
    fc.property(definedMetric, (metric) => {
      expect(parseDefinition(formatDefinition(metric))).toEqual(metric);
    }),
    { numRuns: 2000 },
  );
});

describe('definitions', () => {
  const cases: [definition: string, metric: MetricInput][] = [
    ['gauge a Help.', { type: 'gauge', name: 'a', help: 'Help.' }],
    ['  gauge   a   Help.  ', { type: 'gauge', name: 'a', help: 'Help.' }],
    [
      'counter shop_orders_total{channel=web|mobile,region} Orders placed.',
      {
        type: 'counter',
        name: 'shop_orders_total',
        help: 'Orders placed.',
        labels: { channel: ['web', 'mobile'], region: [] },
      },
    ],
    [
      'histogram a_seconds { a = x | y , b } [ .1, 1e0,5 ] Help {x} [y].',
      {
        type: 'histogram',
        name: 'a_seconds',
        help: 'Help {x} [y].',
        labels: { a: ['x', 'y'], b: [] },
        buckets: [0.1, 1, 5],
      },
    ],
    ['summary a[0.5] x', { type: 'summary', name: 'a', help: 'x', quantiles: [0.5] }],
    ['gauge a{}[] [x] y', { type: 'gauge', name: 'a', help: '[x] y' }],
    [
      String.raw`gauge a{b=x\|y|z\,\=\}\\|\ w} x`,
      { type: 'gauge', name: 'a', help: 'x', labels: { b: ['x|y', 'z,=}\\', ' w'] } },
    ],
    [
      String.raw`gauge a{b=\{c\}} } x`,
      { type: 'gauge', name: 'a', help: '} x', labels: { b: ['{c}'] } },
    ],
    ['gauge a{b=x=y} x', { type: 'gauge', name: 'a', help: 'x', labels: { b: ['x=y'] } }],
  ];
  test.each(cases)('%s', (definition, metric) => {
    expect(parseDefinition(definition)).toEqual(metric);
  });

  test.each([
    ['', /cannot be read; write it like "counter/],
    ['counter', /cannot be read/],
    ['conter a x', /"conter", which is not one of .* Did you mean "counter"\?/],
    ['Counter a x', /Did you mean "counter"\?/],
    ['gauge a', /has no help text/],
    ['gauge a{b}', /has no help text/],
    ['gauge a{b,b} x', /has the label "b" twice/],
    ['histogram a[1,,2] x', /has "" where a number should be/],
    ['histogram a[fast] x', /has "fast" where a number should be/],
    ['gauge a{b={c}} x.', /a has a brace too many in its labels; .* written \\{ or \\}\.$/],
    ['gauge a{b={c} x.', /a brace too many/],
    ['gauge a{b=c}} x.', /a brace too many/],
    ['gauge a{b=c|d x', /opens a bracket \{ that is never closed; .* comes after \{\}/],
    ['histogram a[1,2 x', /opens a bracket \[ that is never closed/],
  ])('%j is refused in one sentence', (definition, message) => {
    expect(() => parseDefinition(definition)).toThrow(message);
  });
});
