import { execFileSync } from 'node:child_process';
import vm from 'node:vm';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import {
  commentText,
  docstringText,
  jsLiteral,
  jsonLiteral,
  LITERALS,
  markdownCode,
  markdownText,
  pythonLiteral,
} from '../../../src/render/literals.ts';
import { findTool, requireTool } from '../../support/tools.ts';

/** Texts that have broken generators: quotes, templates, comments, controls, separators, direction marks, YAML traps. */
const HOSTILE = [
  '',
  ' ',
  "it's",
  'say "hi"',
  `both ' and "`,
  'back\\slash\\',
  '{{x}} ${x} `tick` <%= x %>',
  '*/ // # -- """ \'\'\'',
  'line\nline\r\ttab\u0000\u0007\u007f\u0085',
  '\u2028\u2029\u202e\u200b\ufeff',
  'emoji 😀 Ünïcode 日本',
  '%s %d {0} {} $HOME \\n \\u0041',
  'yes',
  'null',
  '1.0',
  '0x1f',
  '- a: b',
  'a: b # c',
  '!tag &anchor *alias',
  '~',
  '=',
];

describe('a literal reads back as the value', () => {
  const texts = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }));

  it('in JavaScript', () => {
    fc.assert(fc.property(texts, (text) => vm.runInNewContext(jsLiteral(text)) === text));
  });

  it('in JSON', () => {
    fc.assert(fc.property(texts, (text) => JSON.parse(jsonLiteral(text)) === text));
  });

  it('in TOML', () => {
    const scalars = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(scalars, (text) => {
        expect(parseToml(`key = ${LITERALS.toml(text)}`)).toEqual({ key: text });
      }),
    );
  });

  it('in Python', () => {
    const python = requireTool('python');
    const samples = [...HOSTILE, ...fc.sample(fc.string({ unit: 'grapheme' }), 500)];
    const program = `import json, sys\nvalues = [\n${samples.map((text) => `${pythonLiteral(text)},`).join('\n')}\n]\nsys.stdout.write(json.dumps(values))`;
    const read = execFileSync(python, ['-'], { input: program, encoding: 'utf8' });
    expect(JSON.parse(read)).toEqual(samples);
  });
});

describe('quotes are those a formatter would choose', () => {
  it.each([
    [jsLiteral, 'plain', "'plain'"],
    [jsLiteral, "it's", '"it\'s"'],
    [jsLiteral, `a ' and "`, `'a \\' and "'`],
    [pythonLiteral, 'plain', '"plain"'],
    [pythonLiteral, 'say "hi"', '\'say "hi"\''],
    [pythonLiteral, true, 'True'],
    [jsLiteral, 0.005, '0.005'],
  ] as const)('%o %s', (literal, value, expected) => {
    expect((literal as (value: unknown) => string)(value)).toBe(expected);
  });
});

describe('text in a comment cannot end it', () => {
  const texts = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }));

  it('in JavaScript', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(vm.runInNewContext(`1 /* ${commentText(text)} */`)).toBe(1);
        expect(commentText(text)).not.toMatch(/[\n\r\u2028\u2029]/);
      }),
    );
  });

  it.runIf(findTool('python'))('in a Python docstring, without a warning', () => {
    const samples = [...HOSTILE, ...fc.sample(fc.string({ unit: 'grapheme' }), 200)];
    const program = samples.map((text) => `"""${docstringText(text)}."""`).join('\n');
    const args = ['-W', 'error', '-c', 'import sys, ast; ast.parse(sys.stdin.read())'];
    execFileSync(requireTool('python'), args, { input: program });
  });
});

describe('text in Markdown is no markup', () => {
  it.each([
    ['---', '\\---'],
    ['- - -', '\\- - -'],
    ['- dash', '\\- dash'],
    ['+ x', '\\+ x'],
    [' - x ', '\\- x'],
    ['===', '\\==='],
    ['=', '\\='],
    ['1. list', '1\\. list'],
    ['1) list', '1\\) list'],
    ['> x', '\\> x'],
    ['# x', '\\# x'],
    ['~~~', '\\~\\~\\~'],
    ['&lt; & so on', '\\&lt; & so on'],
    // Nothing but text, left as it is.
    ['-1 is none', '-1 is none'],
    ['1.5 is more', '1.5 is more'],
    ['a - b = c', 'a - b = c'],
  ])('%o', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });
});

describe('code in the cell of a Markdown table', () => {
  it.each([
    ['plain', '`plain`'],
    ['a|b', '`a\\|b`'],
    ['a`b', '``a`b``'],
    ['a``b`c', '```a``b`c```'],
    ['`a', '`` `a ``'],
    [' a ', '`  a  `'],
    ['a\nb', '`a b`'],
    ['a\\|b', '<code>a\\\\\\|b</code>'],
  ])('%o', (text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });
});
