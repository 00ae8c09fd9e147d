import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParseOptions, parse } from 'yaml';
import type { YamlVersion } from '../../../src/yaml/scalar.ts';
import { yamlText } from '../../../src/yaml/text.ts';
import { hostileText } from '../../hostile/texts.ts';

/** Words and signs that readers of YAML take for something else, put together at random. */
const treacherous = fc
  .array(
    fc.constantFrom(
      ...`yes no on off y n true false null ~ << = - -- --- ... ? ! & * | > % @ \` ' " # : , [ ] { } . / 0 1 9 _ e E + x o b
      .inf .nan 0x1f 0o7 012 1_000 12:30 2001-12-14 e10 key value`.split(/\s+/),
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      '\r',
      '\u0085',
      '\u2028',
      '\ufeff',
      '😀',
      'é',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const text = fc.oneof(treacherous, hostileText, fc.string());
const number = fc.oneof(fc.integer(), fc.double());
const scalar = fc.oneof(text, text, number, fc.boolean(), fc.constant(null));
const { tree } = fc.letrec<{ tree: unknown; map: object }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc
    .array(fc.tuple(text, tie('tree')), { maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs.filter(([key]) => key !== '__proto__'))),
}));
const collection = tree.filter((value) => typeof value === 'object' && value !== null);

function readAs(version: YamlVersion, written: string): unknown {
  // 1.1 has truth values in pairs, dates and numbers of base 60.
  const options: ParseOptions & { version: YamlVersion; merge?: boolean } = { version };
  return parse(written, { ...options, maxAliasCount: 0, logLevel: 'error' });
}

describe('data as YAML', () => {
  test.each<[YamlVersion, YamlVersion]>([
    ['1.1', '1.1'],
    ['1.1', '1.2'],
    ['1.2', '1.2'],
  ])(
    'written as %s is read back by a reader of %s as it was',
    { timeout: 60_000 },
    (version, reader) => {
      fc.assert(
        fc.property(collection, fc.boolean(), (value, oneLine) => {
          const written = yamlText(value as object, { version, oneLine, header: 'What it is' });
          expect(readAs(reader, written)).toEqual(value);
          expect(written).not.toMatch(/\r|\n\n$/);
        }),
        { numRuns: 2000 },
      );
    },
  );

  test('is laid out as people write it', () => {
    const data = {
      name: 'shop',
      left: undefined,
      on: { push: { branches: ['main'] } },
      jobs: [{ test: ['CMD', 'a b'], run: 'one\n\ntwo\n', steps: [] }, 'a: b', '12:30', 'yes'],
    };
    const layout = {
      header: 'How to use it.\n\nWith care.',
      comments: [
        [['on'], 'When'],
        [['jobs', 0, 'run'], 'What\nand how'],
      ] as [(string | number)[], string][],
      endings: [[['on', 'push'], 'tags: []']] as [(string | number)[], string][],
      spaced: [[], ['jobs', 0]],
    };
    expect(yamlText(data, layout)).toBe(`# How to use it.
#
# With care.

name: shop

# When
"on":
  push:
    branches:
      - main
    # tags: []

jobs:
  - test: [CMD, a b]

    # What
    # and how
    run: |
      one

      two

    steps: []
  - "a: b"
  - "12:30"
  - "yes"
`);
    // Readers of YAML 1.1 take these signs for more than Node.js' reader does.
    expect(yamlText({ a: ['is it ?x', ':x', 'x:y', 'x?'] }, { oneLine: true })).toBe(
      'a: ["is it ?x", ":x", x:y, "x?"]\n',
    );
    expect(yamlText(['is it ?x', '+_0012', '\ufffe\uffff'])).toBe(
      '- is it ?x\n- "+_0012"\n- "\\ufffe\\uffff"\n',
    );
    expect(yamlText({ on: ['a, b'] }, { version: '1.2', oneLine: true })).toBe('on: ["a, b"]\n');
  });

  test('has a line for each value of a list that is too long for one', () => {
    const long = Array.from({ length: 20 }, (_, index) => `value-${index}`);
    expect(yamlText({ long }, { oneLine: true }).split('\n')).toHaveLength(22);
  });

  test.each([
    { comments: [[['a', 'c'], 'x']] as [(string | number)[], string][] },
    { endings: [[['c'], 'x']] as [(string | number)[], string][] },
    { spaced: [['c']] },
  ])('refuses a layout of what is not there: %j', (layout) => {
    expect(() => yamlText({ a: { b: 1 } }, layout)).toThrow('there is nothing at');
  });

  test('refuses a list with a hole', () => {
    expect(() => yamlText({ a: [1, undefined] })).toThrow('a list has nothing at 1');
  });
});

test('a text of many lines does not count against the depth of calls', () => {
  const lines = 'line\n'.repeat(300_000);
  expect(parse(yamlText({ data: { 'dashboard.json': lines } }))).toEqual({
    data: { 'dashboard.json': lines },
  });
});
