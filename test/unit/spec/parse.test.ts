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
    ['a key twice', `${HEAD}port: 1\nport: 2\n`, [/^e\.yaml:4:1: "port" is there twice: leave/]],
    ['a label twice', `a: { "b c": 1, 'b c': 2 }\n`, [/^e\.yaml:1:16: "b c" is there twice/]],
    ['two documents', `${HEAD}---\n${HEAD}`, [/^e\.yaml:3:1: A second document begins here/]],
    [
      'a tag',
      `${HEAD}port: !secret 1\n`,
      [/^e\.yaml:3:7: A text that begins with "!" is read as a tag/],
    ],
    [
      'an ordered map',
      `${HEAD}metrics:\n  - labels: !!omap [channel: [web]]\n`,
      [/^e\.yaml:4:13: The tag "!!omap" makes of this what no exporter\.yaml has/],
    ],
    ['a set', `${HEAD}sql: !!set { a, b }\n`, [/^e\.yaml:3:6: The tag "!!set"/]],
    ['bytes', `${HEAD}description: !!binary aGk=\n`, [/^e\.yaml:3:14: The tag "!!binary"/]],
    ['YAML of old', `%YAML 1.1\n---\n${HEAD}`, [/^e\.yaml:1:1: .* remove this line\.$/]],
    [
      'a NUL',
      `${HEAD}description: a\0b\n`,
      [/^e\.yaml:3:15: This is a control character \(U\+0000\)/],
    ],
    ['another control character', `${HEAD}# \u001b[31m\n`, [/^e\.yaml:3:3: .*\(U\+001B\)/]],
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

  test.each([
    ['at the top', `${HEAD}x: &a [*a]\n`, '3:8'],
    ['deep down', `${HEAD}metrics: &m\n  - { labels: { k: *m } }\n`, '4:20'],
  ])('an alias within what it refers to: %s', (_, text, place) => {
    const name = text.includes('*a') ? 'a' : 'm';
    expect(refusal(text)).toEqual([
      `e.yaml:${place}: The alias "*${name}" stands within what it refers to.`,
    ]);
  });

  test('thousands of brackets within each other', () => {
    const details = refusal(`${HEAD}x: ${'['.repeat(5000)}\n`);
    expect(details[0]).toContain('Here the brackets are nested too deep to be read.');
    expect(details.join('\n')).not.toContain('call stack');
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
      expect.stringMatching(/^e\.yaml:5:\d+: .*multiply/),
    ]);
  });

  test('an alias may be used often, but not without end', () => {
    const list = (count: number) => `${HEAD}x: &a 1\ny: [${Array(count).fill('*a').join(', ')}]\n`;
    for (const detail of refusal(list(1000))) expect(detail).not.toMatch(/alias/);
    expect(refusal(list(60_000))).toEqual([
      expect.stringMatching(/^e\.yaml:4:4005: An exporter\.yaml may have 1000 aliases/),
    ]);
  });

  test('the aliases of a large file are looked up at once', () => {
    const started = Date.now();
    const nested = Array.from({ length: 999 }, (_, at) => `k${at + 1}: &k${at + 1} [*k${at}]`);
    const filler = `z: [${Array(300_000).fill('1').join(', ')}]`;
    refusal([`${HEAD}k0: &k0 [1]`, ...nested, filler].join('\n'));
    expect(Date.now() - started).toBeLessThan(30_000);
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
