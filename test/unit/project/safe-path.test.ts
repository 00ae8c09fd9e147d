import { describe, expect, test } from 'vitest';
import { assertSafePaths, unsafePath } from '../../../src/project/safe-path.ts';

describe('paths', () => {
  test.each([
    ...[
      '',
      '/etc/passwd',
      '\\x',
      'C:\\x',
      'C:x',
      '//server/share',
      '../x',
      'a/../b',
      'a/./b',
      'a//b',
      'a/',
    ],
    ...[
      'con',
      'a/NUL.txt',
      'aux.js',
      'COM1',
      'lpt9.log',
      'a:b',
      'a?b',
      'a*',
      'a|b',
      'a"b',
      'a<b',
      'a\\b',
    ],
    ...['a\u0000b', 'a\nb', 'a.', 'a ', 'a./b', '.git', '.git/config', 'a/.GIT/hooks/x', '..'],
    ...[
      'GIT~1/config',
      'a/git~12',
      '.g\u200cit/config',
      '\ufeff.Git',
      '.git.',
      '.git ',
      '.git::$INDEX_ALLOCATION',
    ],
  ])('%j must not be written', (file) => {
    expect(unsafePath(file)).toMatch(/^(it|Windows) /);
    expect(() => assertSafePaths([file])).toThrow(JSON.stringify(file));
  });

  test.each([
    'a',
    '.gitignore',
    'src/main.js',
    '.github/workflows/ci.yml',
    'console.js',
    'a b',
    'ä',
    '...a',
    'git~/a',
    'git~1.md',
  ])('%j may be written', (file) => {
    expect(unsafePath(file)).toBeUndefined();
  });

  test('that differ in case alone are one file on some systems', () => {
    expect(() => assertSafePaths(['README.md', 'src/a', 'readme.MD'])).toThrow(
      /README\.md and readme\.MD/,
    );
    expect(() => assertSafePaths(['README.md', 'src/README.md'])).not.toThrow();
  });
});
