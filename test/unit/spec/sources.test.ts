import { describe, expect, it } from 'vitest';
import { jmespathProblem } from '../../../src/spec/jmespath.ts';
import { metricProblems } from '../../../src/spec/metric-problems.ts';
import type { MetricInput } from '../../../src/spec/schema.ts';

const METRIC: MetricInput = { name: 'shop_lines_total', type: 'counter', help: 'Lines.' };

const messages = (metric: Partial<MetricInput>) =>
  metricProblems({ ...METRIC, ...metric }).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('JMESPath', () => {
  it.each(['a.b', 'queues[].length', "sum(a[?state=='open'].amount)", '@', 'a || `0`'])(
    '%s is understood by both runtimes',
    (expression) => expect(jmespathProblem(expression)).toBeUndefined(),
  );

  it.each([
    [
      'a[?x',
      /: the bracket at character 2, "\[\?x" is not closed, or something is missing in it\.$/,
    ],
    ['a[0].', /^This is no JMESPath expression: after "a\[0\]\." something is missing\.$/],
    ['queues[] name.x', /: character 10, "name\.x" is not expected there\.$/],
    ['a[`1`]', /: character \d, ".*" is not expected there\.$/],
    ["a == 'b", /: the quote at character 6, "'b" is never closed\.$/],
    ['total-count', /^This expression cannot be used: .* in double quotes: "total-count"\.$/],
    ['$.a', /"\$" is JSONPath/],
    ['let $x = a in b', /variables are not part of JMESPath/],
    ['upper(a)', /the function "upper" is not part of JMESPath/],
    ['a[?x > `1`] | [0].nowhere(@)', /the function "nowhere"/],
  ])('%s is refused', (expression, message) => {
    expect(jmespathProblem(expression)).toMatch(message);
  });
});

describe('what a metric says about its source', () => {
  it.each<[string, Partial<MetricInput>, RegExp]>([
    [
      'two sources',
      { sql: 'SELECT 1', custom: true },
      /^custom: shop_lines_total is read by sql and custom/,
    ],
    [
      'a histogram of sql',
      { type: 'histogram', sql: 'SELECT 1' },
      /^sql: What "sql" reads is a counter or a gauge/,
    ],
    [
      'a gauge of log',
      { type: 'gauge', log: { match: 'x' } },
      /^log: What "log" reads is a counter or a histogram/,
    ],
    [
      'a bad pattern',
      { log: { match: 'a(' } },
      /^log\.match: The pattern is not valid at character 2/,
    ],
    ['a pattern Python reads otherwise', { log: { match: '(?<=a)b' } }, /^log\.match: The pattern/],
    [
      'a slow pattern',
      { log: { match: '(a+)+b' } },
      /^log\.match: A repetition inside a repetition/,
    ],
    [
      'a label without a group',
      { labels: { level: [] }, log: { match: 'x' } },
      /no group \(\?<level>…\)/,
    ],
    [
      'a histogram without value',
      { type: 'histogram', log: { match: 'x' } },
      /observes the group \(\?<value>…\)/,
    ],
    [
      'a scale of lines',
      { log: { match: 'level=(?<level>x)', scale: 0.001 }, labels: { level: [] } },
      /^log\.scale: "scale" multiplies the group \(\?<value>…\), which shop_lines_total does not have/,
    ],
    [
      'a scale that is none',
      { log: { match: '(?<value>x)', scale: 1 } },
      /^log\.scale: A scale of 1 leaves the values of shop_lines_total as they are/,
    ],
    [
      'a scale of a document that is none',
      { 'json-api': { value: 'a', scale: 1 } },
      /^json-api\.scale: A scale of 1/,
    ],
    [
      'a wrong expression',
      { 'json-api': { value: 'a[' } },
      /^json-api\.value: This is no JMESPath/,
    ],
    [
      'a label that is the value',
      { labels: { value: [] }, log: { match: '(?<value>x)' } },
      /cannot have a label "value"/,
    ],
    [
      'entries without a label',
      { 'json-api': { each: 'a', value: 'b' } },
      /^json-api\.each: .*has no label to tell them apart/,
    ],
    ['a group for nothing', { log: { match: '(?<level>x)' } }, /\(\?<level>…\) is no label of/],
    [
      'a group that every object has a property for',
      { labels: { team: [] }, log: { match: '(?<team>x)(?<constructor>y)' } },
      /\(\?<constructor>…\) is no label of/,
    ],
    [
      'a label that every object has a property for',
      { labels: { team: [] }, 'json-api': { value: 'a', labels: { constructor: 'b' } } },
      /fills the label "constructor"/,
    ],
    ['a wrong label', { 'json-api': { value: 'a', labels: { x: 'b' } } }, /fills the label "x"/],
  ])('%s is refused', (_, metric, message) => {
    expect(messages(metric)).toEqual([expect.stringMatching(message)]);
  });

  it('is fine where it is', () => {
    expect(messages({ labels: { level: [] }, log: { match: 'level=(?<level>\\w+)' } })).toEqual([]);
    expect(messages({ log: { match: '(?<value>x)', scale: 0.001 } })).toEqual([]);
    expect(messages({ 'json-api': { value: 'a', scale: 1024 } })).toEqual([]);
  });
});
