import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { parseSpec } from '../../../src/spec/parse.ts';

/** The sentences that refuse a text, or none. */
function refusal(text: string): string[] {
  try {
    parseSpec(text, 'e.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe(2);
    expect(error.title).toBe('e.yaml cannot be used');
    return error.details;
  }
}

const HEAD = 'version: 1\nname: shop\n';
const COUNTER = 'metrics:\n  - name: shop_orders_total\n    type: counter\n    help: Orders.\n';

describe('texts that are no exporter.yaml', () => {
  const cases: [what: string, text: string, expected: RegExp[]][] = [
    ['empty', '', [/^e\.yaml:1:1: The file is empty; it needs at least/]],
    ['only a comment', '# nothing\n', [/The file is empty/]],
    ['null', 'null\n', [/The file is a single value/]],
    ['a scalar', 'shop\n', [/^e\.yaml:1:1: The file is a single value, not a mapping/]],
    ['a list', '- a\n- b\n', [/^e\.yaml:1:1: The file is a list, not a mapping/]],
    [
      'no YAML',
      'name: "shop\n',
      [/^e\.yaml:1:7: The text in quotes that begins here is not closed/],
    ],
    ['an open brace', '{', [/^e\.yaml:1:2: A mapping that was opened with "{" before/]],
    [
      'a tab',
      'version: 1\nhttp:\n\tbuckets: [1]\n',
      [/^e\.yaml:3:1: A tab is used as indentation/],
    ],
    [
      'a colon in a text',
      'help: Orders: paid\n',
      [/^e\.yaml:1:7: .* a colon and a space in it, .* quotes\.$/],
    ],
    [
      'no colon',
      'version: 1\nname shop\n',
      [/^e\.yaml:2:1: Here a key is expected, followed by a colon/],
    ],
    [
      'no space',
      'version: 1\nname:shop\nport: 1\n',
      [/^e\.yaml:2:1: Here a key is expected, .* a space\.$/],
    ],
    [
      'too deep',
      'metrics:\n  - name: a\n      type: b\n',
      [/^e\.yaml:2:11: The line after this is indented deeper/],
    ],
    ['askew', 'http:\n    a: 1\n  b: 2\n', [/^e\.yaml:3:1: This line is indented otherwise/]],
    [
      'a bracket in a text, once for all lines after it',
      'a: { b: c[, d: 1 }\ne: 1\nf: 2\n',
      [/^e\.yaml:1:10: What stands before this has ended already/],
    ],
    ['between', 'metrics:\n  - name: a\n   type: b\n', [/^e\.yaml:3:1: This line stands between/]],
    [
      'an open list',
      'targets: [docker\nport: 1\n',
      [/^e\.yaml:2:1: A list that was opened with "\["/],
    ],
    [
      'a comma short',
      'a: { b: 1 c: 2 }\n',
      [/^e\.yaml:1:9: Within brackets, entries are separated by commas/],
    ],
    ['one bracket more', 'targets: [a]]\n', [/^e\.yaml:1:13: This bracket closes nothing/]],
    [
      'a sign first',
      'help: @all\n',
      [/^e\.yaml:1:7: A text cannot begin with this character: put it in quotes\.$/],
    ],
    [
      'an escape',
      'match: "\\d+"\n',
      [/^e\.yaml:1:9: Within double quotes a backslash begins an escape/],
    ],
    ['text after quotes', 'help: "a" b\n', [/^e\.yaml:1:11: What stands before this has ended/]],
    [
      'a list beside its key',
      'metrics: - name: a\n',
      [/^e\.yaml:1:10: A list begins on a line of its own/],
    ],
    ['a list among keys', 'version: 1\n- a\n', [/^e\.yaml:2:1: Here a key is expected/]],
    [
      'a merge',
      'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n',
      [/^e\.yaml:2:1: Two branches changed/],
    ],
    ['a key twice', `${HEAD}port: 1\nport: 2\n`, [/^e\.yaml:4:1: This key is there twice\.$/]],
    ['two documents', `${HEAD}---\n${HEAD}`, [/^e\.yaml:3:1: A second document begins here/]],
    [
      'a tag',
      `${HEAD}port: !secret 1\n`,
      [/^e\.yaml:3:7: A text that begins with "!" is read as a tag/],
    ],
    ['a mapping as key', `${HEAD}? [a, b]\n: c\n`, [/^e\.yaml:3:3: A key must be a string\. Put/]],
    ['an alias of nothing', `${HEAD}port: *x\n`, [/^e\.yaml:3:7: There is no anchor "&x" before/]],
    ['HTML', '<html><body>\n', [/The file is a single value/]],
    ['binary', '\u0000\u0001', [/^e\.yaml:1:1: /]],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const details = refusal(text);
    expect(details).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(details[index]).toMatch(pattern);
  });

  test('aliases that multiply are refused quickly', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x, x]'
        : `l${level}: &l${level} [${Array(10)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    );
    expect(refusal(levels.join('\n'))).toEqual([
      expect.stringMatching(/^e\.yaml:9:\d+: .*multiply/),
    ]);
  });

  test('10 MB are refused before they are parsed', () => {
    const started = Date.now();
    expect(refusal(`description: "${'x'.repeat(10_000_000)}"`)).toEqual([
      'e.yaml is too large: an exporter.yaml may have 5 MiB.',
    ]);
    expect(Date.now() - started).toBeLessThan(1000);
  });

  test.each([
    ['lists', `a: ${'['.repeat(20_000)}`],
    ['closed lists', `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['list items', '- '.repeat(20_000)],
  ])('deep nesting of %s is refused in sentences', (_, text) => {
    const details = refusal(text);
    expect(details.length).toBeGreaterThan(0);
    expect(details.length).toBeLessThanOrEqual(101);
    for (const line of details) expect(line).toMatch(/^e\.yaml:\d+:\d+: |more problems/);
  });

  test('of very many problems, the first hundred are listed', () => {
    const details = refusal(`${HEAD}targets: [${Array(300).fill('x').join(', ')}]\n`);
    expect(details).toHaveLength(101);
    expect(details[100]).toMatch(/^… and \d+ more problems\.$/);
  });
});

describe('problems of the values', () => {
  const cases: [what: string, text: string, expected: (string | RegExp)[]][] = [
    [
      'unknown key at the top',
      `${HEAD}runtim: node\n`,
      ['e.yaml:3:1: Unknown key "runtim". Did you mean "runtime"?'],
    ],
    [
      'unknown key that is near to nothing',
      `${HEAD}zzzzzzzz: 1\n`,
      [/^e\.yaml:3:1: Unknown key "zzzzzzzz"\. Known keys: version, name, .*metrics/],
    ],
    [
      'unknown key of http',
      `${HEAD}http:\n  bucket: [1]\n`,
      ['e.yaml:4:3: Unknown key "bucket". Did you mean "buckets"?'],
    ],
    [
      'unknown key of sql',
      `${HEAD}collectors: [sql]\nsql: { sampel: x }\n`,
      ['e.yaml:4:8: Unknown key "sampel". Did you mean "sample"?'],
    ],
    [
      'unknown key of a metric',
      `${HEAD}${COUNTER}    lables: {}\n`,
      ['e.yaml:7:5: Unknown key "lables". Did you mean "labels"?'],
    ],
    [
      'unknown key of an alert',
      `${HEAD}${COUNTER}    alert: { over: 1, above: 1, for: 5m, severity: info }\n`,
      [/^e\.yaml:7:14: Unknown key "over"\./],
    ],
    ['a key with a slash', `${HEAD}"a/b~c": 1\n`, [/^e\.yaml:3:1: Unknown key "a\/b~c"/]],
    ['a number as key', `${HEAD}12: 1\n`, [/^e\.yaml:3:1: Unknown key "12"/]],
    [
      'a key of every object',
      `${HEAD}__proto__: { x: 1 }\n`,
      [/^e\.yaml:3:1: Unknown key "__proto__"/],
    ],
    [
      'unknown value',
      `${HEAD}runtime: nodejs\n`,
      ['e.yaml:3:10: runtime: "nodejs" is not one of node, python. Did you mean "node"?'],
    ],
    [
      'unknown metric type',
      `${HEAD}metrics:\n  - { name: a, type: guage, help: x }\n`,
      [/^e\.yaml:4:22: metrics\[0\]\.type: "guage" .* Did you mean "gauge"\?$/],
    ],
    ['no version', 'name: shop\n', ['e.yaml:1:1: "version" is missing.']],
    ['no name', '# hi\nversion: 1\n', ['e.yaml:2:1: "name" is missing.']],
    ['another version', 'version: 2\nname: a\n', ['e.yaml:1:10: version: 2 is not one of 1.']],
    [
      'version as text',
      'version: "1"\nname: a\n',
      ['e.yaml:1:10: version: "1" is not an integer.'],
    ],
    ['null', `${HEAD}metrics:\n`, [/^e\.yaml:3:9: metrics: null is not an array\.$/]],
    ['a port out of range', `${HEAD}port: 70000\n`, ['e.yaml:3:7: port: 70000 must be <= 65535.']],
    ['half a port', `${HEAD}port: 1.5\n`, ['e.yaml:3:7: port: 1.5 is not an integer.']],
    [
      'infinite bucket',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, buckets: [1, .inf, .nan] }\n`,
      [
        'e.yaml:4:55: metrics[0].buckets[1]: Infinity is not a number.',
        'e.yaml:4:61: metrics[0].buckets[2]: NaN is not a number.',
      ],
    ],
    [
      'a metric name with a space',
      `${HEAD}metrics:\n  - { name: a b, type: gauge, help: x }\n`,
      [/^e\.yaml:4:13: metrics\[0\]\.name: "a b" is no metric name: .* Use "a_b"\.$/],
    ],
    [
      'a label name with a hyphen',
      `${HEAD}${COUNTER}    labels:\n      a-b: []\n`,
      [/^e\.yaml:8:7: "a-b" is no label name: .* Use "a_b"\.$/],
    ],
    [
      'a namespace in capitals',
      `${HEAD}namespace: My-Shop\n`,
      [/^e\.yaml:3:12: namespace: "My-Shop" is no namespace: .* Use "my_shop"\.$/],
    ],
    [
      'a duration in words',
      `${HEAD}${COUNTER}    alert: { above: 1, for: soon, severity: info }\n`,
      [/^e\.yaml:7:29: metrics\[0\]\.alert\.for: "soon" is no duration such as/],
    ],
    [
      'an empty help',
      `${HEAD}metrics:\n  - { name: a, type: gauge, help: "" }\n`,
      [/must not be empty/],
    ],
    [
      'a value twice',
      `${HEAD}${COUNTER}    labels: { a: [x, y, x] }\n`,
      ['e.yaml:7:18: metrics[0].labels.a: Entries 0 and 2 are the same.'],
    ],
    [
      'buckets of a counter',
      `${HEAD}${COUNTER}    buckets: [1]\n`,
      ['e.yaml:7:5: "buckets" belong to a histogram; shop_orders_total is a counter.'],
    ],
    [
      'buckets that do not ascend',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, buckets: [1, 1] }\n`,
      ['e.yaml:4:42: The buckets of a are not in ascending order.'],
    ],
    [
      'quantiles of a counter',
      `${HEAD}${COUNTER}    quantiles: [1]\n`,
      [/^e\.yaml:7:5: "quantiles" belong to a summary/],
    ],
    [
      'sql of a histogram',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, sql: SELECT 1 }\n`,
      [/^e\.yaml:4:42: What "sql" reads is a counter or a gauge/],
    ],
    [
      'an alert without bound',
      `${HEAD}${COUNTER}    alert: { for: 5m, severity: info }\n`,
      [/^e\.yaml:7:5: The alert .* needs either "above" or "below"\.$/],
    ],
    [
      'an alert with both',
      `${HEAD}${COUNTER}    alert: { above: 1, below: 2, for: 5m, severity: info }\n`,
      [/needs either/],
    ],
    [
      'an alert on a negative rate',
      `${HEAD}${COUNTER}    alert: { below: 0, for: 5m, severity: info }\n`,
      ['e.yaml:7:5: The alert of shop_orders_total would never fire: its rate is never below 0.'],
    ],
    [
      'an alert beyond the buckets',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, buckets: [1, 2], alert: { above: 2, for: 5m, severity: info } }\n`,
      ['e.yaml:4:59: The alert of a would never fire: its 95th percentile is never above 2.'],
    ],
    [
      'a label name longer than a key of YAML may be',
      `${HEAD}metrics:\n  - { name: a, type: gauge, help: x, labels: { "${'b'.repeat(1000)}": [] } }\n`,
      [/^e\.yaml:4:48: "b{56}… is longer than 100 characters\.$/],
    ],
    [
      'a schedule that cron does not know',
      `${HEAD}pattern: batch\nbatch: { schedule: 0 25 * * * }\n`,
      [/^e\.yaml:4:20: batch\.schedule: "25" is no hour as cron knows it/],
    ],
    [
      'a client for Python',
      `${HEAD}runtime: python\nclient: prom-client\n`,
      ['e.yaml:4:9: client: A client can be chosen for Node.js projects only: leave it out.'],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const details = refusal(text);
    expect(details, details.join('\n')).toHaveLength(expected.length);
    for (const [index, line] of expected.entries()) {
      if (typeof line === 'string') expect(details[index]).toBe(line);
      else expect(details[index]).toMatch(line);
    }
  });

  test('all at once, of the schema and between fields, in the order of the file', () => {
    const text = [
      'nmae: shop',
      'name: con',
      'runtime: ruby',
      'port: 0',
      'metrics:',
      '  - name: shop_orders_total',
      '    type: counter',
      '    help: Orders.',
      '    buckets: [1]',
      '  - name: "9"',
      '    type: gauge',
      '    help: x',
      'targets: [dokcer]',
    ].join('\n');
    expect(refusal(text).map((line) => line.split(' ')[0])).toEqual(
      ['1:1', '1:1', '2:7', '3:10', '4:7', '9:5', '10:11', '13:11'].map((at) => `e.yaml:${at}:`),
    );
  });
});

test('half of a character is no text', () => {
  const text =
    'version: 1\nname: shop\ndescription: "a \\ud83d b"\nallow: { buckets: "\\ude00" }\n';
  const message = 'It contains half of a character (a lone surrogate); write the whole character.';
  expect(refusal(text)).toEqual([
    `e.yaml:3:14: description: ${message}`,
    `e.yaml:4:19: allow.buckets: ${message}`,
  ]);
});

describe('names in the file', () => {
  test.each([
    ['a b', 'a-b'],
    ['-rf', 'rf'],
    ['', 'my-exporter'],
    ['x'.repeat(300), 'x'.repeat(54)],
    ['node_modules', 'node-modules-exporter'],
    ['con', 'con-exporter'],
    ['Ünïcode', 'unicode'],
    ['x;touch y', 'x-touch-y'],
    ['../x', 'x'],
  ])('%j is refused and %j offered', (name, corrected) => {
    const [line, ...others] = refusal(`version: 1\nname: ${JSON.stringify(name)}\n`);
    expect(others).toEqual([]);
    expect(line).toMatch(/^e\.yaml:2:7: name: The name /);
    expect(line).toContain(`Use "${corrected}`);
    expect(refusal(`version: 1\nname: ${corrected}\n`)).toEqual([]);
  });
});

describe('texts that are fine', () => {
  test.each([
    ['CRLF', `${HEAD}${COUNTER}`.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${HEAD}`],
    ['JSON', JSON.stringify({ version: 1, name: 'shop' })],
    [
      'anchors',
      `${HEAD}http:\n  buckets: &b [1, 2]\nmetrics:\n  - { name: a, type: histogram, help: x, buckets: *b }\n`,
    ],
    ['a document marker', `---\n${HEAD}...\n`],
    [
      'keys of every object as labels',
      `${HEAD}${COUNTER}    labels: { __proto__: [a], constructor: [] }\n`,
    ],
  ])('%s', (_, text) => {
    expect(refusal(text)).toEqual([]);
    expect(parseSpec(text, 'e.yaml').input.name).toBe('shop');
  });

  test('places count from 1, in lines that end with CR LF and after a byte order mark too', () => {
    expect(refusal(`version: 1\r\nname: shop\r\nport: x\r\n`)[0]).toMatch(/^e\.yaml:3:7: /);
    expect(refusal(`\ufeffversion: x\nname: shop\n`)[0]).toMatch(/^e\.yaml:1:10: /);
  });

  test('locates values and keys, or the nearest parent', () => {
    const { locate } = parseSpec(`${HEAD}${COUNTER}`, 'e.yaml');
    expect(locate(['metrics', 0, 'type'])).toBe('e.yaml:5:11');
    expect(locate(['metrics', 0, 'type'], true)).toBe('e.yaml:5:5');
    expect(locate(['metrics', 0, 'labels', 'a'])).toBe('e.yaml:4:5');
    expect(locate(['port'])).toBe('e.yaml:1:1');
  });
});
