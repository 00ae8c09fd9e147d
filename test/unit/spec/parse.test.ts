import { describe, expect, test } from 'vitest';
import { parseSpec } from '../../../src/spec/parse.ts';
import { COUNTER, HEAD, refusal } from './refusal.ts';

describe('texts that are no exporter.yaml', () => {
  const cases: [what: string, text: string, expected: RegExp[]][] = [
    ['empty', '', [/^e\.yaml:1:1: The file is empty; it needs at least/]],
    ['only a comment', '# nothing\n', [/The file is empty/]],
    ['null', 'null\n', [/The file is a single value/]],
    ['a scalar', 'shop\n', [/^e\.yaml:1:1: The file is a single value, not a mapping/]],
    ['a list', '- a\n- b\n', [/^e\.yaml:1:1: The file is a list, not a mapping/]],
    ['no YAML', 'name: "shop\n', [/^e\.yaml:\d+:\d+: Missing closing "quote/]],
    ['an open brace', '{', [/^e\.yaml:1:2: Flow map must end with a }\.$/]],
    [
      'a tab',
      'version: 1\nhttp:\n\tbuckets: [1]\n',
      [/^e\.yaml:3:1: A tab is used as indentation/],
    ],
    ['a key twice', `${HEAD}port: 1\nport: 2\n`, [/^e\.yaml:4:1: This key is there twice\.$/]],
    ['two documents', `${HEAD}---\n${HEAD}`, [/^e\.yaml:3:1: A second document begins here/]],
    ['a tag', `${HEAD}port: !secret 1\n`, [/^e\.yaml:3:7: Unresolved tag: !secret\.$/]],
    ['a mapping as key', `${HEAD}? [a, b]\n: c\n`, [/^e\.yaml:3:3: A key must be a string\.$/]],
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
