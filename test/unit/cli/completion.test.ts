import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { completion } from '../../../src/commands/completion.ts';
import type { Io } from '../../../src/ui/io.ts';
import { needsPosix } from '../../support/posix.ts';

function scriptFor(shell: string): string {
  let text = '';
  completion(shell, { out: (words: string) => (text += words) } as unknown as Io);
  return text;
}

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  test('is accompanied by how to use it and knows every command', () => {
    const text = scriptFor(shell);
    expect(text).toContain(`create-exporter completion ${shell}`);
    const words = ['presets', 'schema', 'completion', 'on-conflict', 'no-git', 'no-color', 'lint'];
    const own = ['allow', 'update', 'diff', 'add', 'verify', 'collector', 'allow-dirty'];
    for (const word of [...words, ...own]) {
      expect(text).toContain(word);
    }
  });
});

describe('bash completes', () => {
  test.each([
    [['--run'], ['--runtime']],
    [
      ['--runtime', ''],
      ['node', 'python'],
    ],
    [['-r', 'py'], ['python']],
    [['--on-conflict', 's'], ['skip']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['pres'], ['presets']],
    [['lint', '--all'], ['--allow']],
    [['lint', '--run'], ['']],
    [['lint', '--allow', 'cou'], ['counter']],
    [['lint', '/dev/nul'], ['/dev/null']],
    [['--no-g'], ['--no-git']],
    [['update', '--allow'], ['--allow-dirty']],
    [['--allow'], ['']],
    [['update', '--runt'], ['']],
    [
      ['add', ''],
      ['metric', 'target', 'collector'],
    ],
    [['add', 'metric', ''], ['']],
    [['schema', ''], ['']],
    [['presets', '--j'], ['--json']],
    [['--description', 'x'], ['']],
    [['--spec', '/dev/nul'], ['/dev/null']],
    [['orders', '--runtime', 'node', '/us'], ['/usr']],
  ])('%j', (words, expected) => {
    needsPosix('bash');
    const all = ['create-exporter', ...words].map((word) => `'${word}'`).join(' ');
    const script = `${scriptFor('bash')}
COMP_WORDS=(${all}); COMP_CWORD=${words.length}; _create_exporter; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const output = execFileSync('bash', { input: script, encoding: 'utf8', cwd: '/' });
    expect(output.trim().split('\n')).toEqual(expected);
  });
});

test.each(['powershell', 'constructor', '__proto__', ''])('%j is no shell', (shell) => {
  expect(() => scriptFor(shell)).toThrow(`There is no completion for "${shell}"`);
});
