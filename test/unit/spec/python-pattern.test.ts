import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { toPythonPattern } from '../../../src/spec/python-pattern.ts';
import { requireTool } from '../../support/tools.ts';

const CASES: [string, string][] = [
  ['level=(?<level>\\w+)', 'level=(?P<level>\\w+)'],
  ['took=(?<value>[0-9.]+)', 'took=(?P<value>[0-9.]+)'],
  [
    '^(?<ip>\\S+) \\S+ "(?<method>[A-Z]+) [^"]*" (?<status>\\d{3})$',
    '^(?P<ip>\\S+) \\S+ "(?P<method>[A-Z]+) [^"]*" (?P<status>\\d{3})$',
  ],
  ['(?<q>[\'"])(?<text>.*?)\\k<q>', '(?P<q>[\'"])(?P<text>.*?)(?P=q)'],
  ['[(?<a>]', '[(?<a>]'],
  ['\\(?<a>', '\\(?<a>'],
  ['\\[(?<a>x)\\]', '\\[(?P<a>x)\\]'],
  ['[[&|~](?<a>.)', '[\\[\\&\\|\\~](?P<a>.)'],
  ['[\\]](?<a>.)', '[\\]](?P<a>.)'],
  ['(?:a|b)(?=c)(?!d)(?<v>c)', '(?:a|b)(?=c)(?!d)(?P<v>c)'],
  ['\\/api\\/(?<id>\\d+)', '\\/api\\/(?P<id>\\d+)'],
  ['"level":\\s*\\"(?<level>\\w+)\\"', '"level":\\s*\\"(?P<level>\\w+)\\"'],
  ['{(?<a>x)}', '{(?P<a>x)}'],
  ['(a)(?<b>b)\\1', '(a)(?P<b>b)\\1'],
  ['\\u00fc(?<a>.)\\x41', '\\u00fc(?P<a>.)\\x41'],
];

for (const [source, expected] of CASES) {
  test(`${source} is translated`, () => expect(toPythonPattern(source)).toBe(expected));
}

for (const source of [
  '(',
  '(?<a>x)(?<a>y)',
  '(?<=a)b',
  '(?<!a)b',
  '(?P<a>x)',
  '(?i)x',
  '(?i:x)',
  '\\p{L}',
  '\\cA',
  '\\Z',
  '\\A',
  '[]',
  '[^]',
  'a{,3}',
  '(?>a)',
  '(?<a-b>x)',
  '\\k<a>(?<a>x)',
  '\\1(x)',
  '(?:x)\\1',
  '\\',
]) {
  test(`${source} is refused in one sentence with its place`, () => {
    expect(() => toPythonPattern(source)).toThrow(/^The pattern .+ at character \d+, ".+": .+\.$/s);
  });
}

describe('what is wrong with a pattern is said in plain words, where it begins', () => {
  test.each([
    ['a(b**)', 'not valid at character 5, "*)": there is nothing before it to repeat'],
    ['x(a(b)', 'not valid at character 2, "(a(b)": the group that begins here is never closed'],
    ['[(]x[b', 'not valid at character 5, "[b": the list of characters that begins here is never'],
    ['(a|b))', 'not valid at character 6, ")": there is no group to close; write \\)'],
    ['[z-a]', 'not valid at character 4, "a]": the range runs backwards'],
    ['a{3,1}', 'not valid at character 6, "}": the first number is larger'],
    ['level=(?P<level>x)', 'at character 7, "(?P<level>": a named group is written (?<level>…)'],
    ['(?i)error', 'at character 1, "(?i)error": a pattern cannot switch options; write [Aa]'],
    ['(?<level>b)(?i)x', 'at character 12, "(?i)x": a pattern cannot switch options'],
    ['(?<level>a)(?#c)', 'at character 12, "(?#c)": no group begins like this'],
    ['a(?<=b)', 'cannot be used at character 2, "(?<=b)": Python can look back over a fixed'],
    ['x[[:alpha:]]', 'at character 3, "[:alpha:]]": [:alpha:] is known to neither'],
  ])('%s', (source, words) => {
    expect(() => toPythonPattern(source)).toThrow(words);
  });
});

test('both languages find the same groups', () => {
  const lines = [
    'level=info took=0.25',
    '1.2.3.4 - "GET /x" 200',
    '"a" \'b\'',
    '(?<a>',
    '[x] ]z [q',
    'bc acd acc',
    '/api/77',
    '{"level": "warn"}',
    '{x}',
    'aba abb',
    'üZA',
    'LEVEL level=über',
    '',
  ];
  const find = (source: string, line: string) => {
    const match = new RegExp(source).exec(line);
    return match && { text: match[0], groups: { ...match.groups } };
  };
  const script = `
import json, re, sys, warnings
warnings.simplefilter("error")
patterns, lines = json.load(sys.stdin)
def find(pattern, line):
    found = re.compile(pattern, re.ASCII).search(line)
    return found and {"text": found[0], "groups": {k: v for k, v in found.groupdict().items() if v is not None}}
print(json.dumps([[find(p, l) for l in lines] for p in patterns]))`;
  const input = JSON.stringify([CASES.map(([source]) => toPythonPattern(source)), lines]);
  const python = JSON.parse(
    execFileSync(requireTool('python'), ['-c', script], { input, encoding: 'utf8' }),
  );
  const here = CASES.map(([source]) => lines.map((line) => find(source, line)));
  expect(python).toEqual(JSON.parse(JSON.stringify(here)));
});
