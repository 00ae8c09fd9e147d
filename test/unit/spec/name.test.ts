import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correctIdentifier,
  correctNamespace,
  correctProjectName,
  defaultNamespace,
  nameProblem,
  pythonPackage,
} from '../../../src/spec/name.ts';
import { IDENTIFIER_PATTERN, NAMESPACE_PATTERN } from '../../../src/spec/schema.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.stringMatching(/^[a-zA-Z0-9._ -]{0,80}$/),
  fc.constantFrom(
    'con',
    'NUL',
    'com1',
    'node_modules',
    'test',
    'express',
    'prom-client',
    '日本',
    '9',
    '-',
  ),
);

describe('project names', () => {
  test.each([
    ...['a b', '-rf', '', 'x'.repeat(300), 'node_modules', 'con', 'Ünïcode', 'x;touch y', '../x'],
    ...[
      'a/b',
      'A',
      '9lives',
      'a-',
      'a_b',
      'a.b',
      '.',
      '..',
      'aux',
      'lpt1',
      'test',
      'flask',
      '日本',
      'a\nb',
    ],
  ])('%j is refused, and what is offered is fine', (name) => {
    expect(nameProblem(name)).toMatch(/^The name .*\.$/);
    expect(nameProblem(correctProjectName(name))).toBeUndefined();
  });

  test('the rule is said in one mood', () => {
    expect(nameProblem('Shop API')).toBe(
      'The name "Shop API" may have only lower-case letters, digits and hyphens, must start with a letter and must not end with a hyphen.',
    );
  });

  test.each(['a', 'shop-exporter', 'x9', 'a--b', 'x'.repeat(63), 'queue', 'presets'])(
    '%s is fine',
    (name) => {
      expect(nameProblem(name)).toBeUndefined();
    },
  );

  test('what is offered is always fine, and stays as it is', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const corrected = correctProjectName(name);
        expect(nameProblem(corrected)).toBeUndefined();
        expect(correctProjectName(corrected).startsWith(corrected.slice(0, 54))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a corrected identifier or namespace matches its pattern', () => {
  fc.assert(
    fc.property(anyName, (text) => {
      expect(correctNamespace(text)).toMatch(new RegExp(NAMESPACE_PATTERN));
      const identifier = correctIdentifier(text);
      if (identifier !== '') expect(identifier).toMatch(new RegExp(IDENTIFIER_PATTERN));
    }),
    { numRuns: 1000 },
  );
});

test('the default namespace of every good name is one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/), (name) => {
      expect(defaultNamespace(name)).toMatch(new RegExp(NAMESPACE_PATTERN));
    }),
  );
});

test.each([
  ['shop-exporter', 'shop_exporter'],
  ['queue', 'queue_exporter'],
  ['click', 'click_exporter'],
  ['lambda', 'lambda_exporter'],
  ['contextlib', 'contextlib_exporter'],
])('the Python package of %s is %s', (name, expected) => {
  expect(pythonPackage(name)).toBe(expected);
});
