import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { completion } from '../../src/commands/completion.ts';
import type { Io } from '../../src/ui/io.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { runInTerminal } from '../support/pty.ts';
import { requireTool } from '../support/tools.ts';

/** What people type, and what is offered to them. */
const OFFERED: [line: string, offered: string[]][] = [
  ['--run', ['--runtime']],
  ['--runtime ', ['node', 'python']],
  ['-r p', ['python']],
  ['--on-conflict s', ['skip']],
  ['--no-g', ['--no-git']],
  ['--spec fi', ['file.txt']],
  ['--description fi', []],
  ['s', ['schema', 'sub/']],
  ['lint fi', ['file.txt']],
  ['lint --allow cou', ['counter']],
  ['update ', ['sub/']],
  ['update --allow', ['--allow-dirty']],
  ['completion ', ['bash', 'fish', 'zsh']],
  ['add ', ['collector', 'metric', 'target']],
  ['schema ', []],
];

/** Keys of zsh as it comes. */
const [LIST_CHOICES, CLEAR_LINE, CLEAR_SCREEN] = ['\x04', '\x15', '\f'];

/** A directory with a script for a shell, a file and a directory. */
function prepare(shell: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'create-exporter-completion-'));
  cleanUpLater(() => rmSync(directory, { recursive: true }));
  let text = '';
  completion(shell, { out: (words: string) => (text += words) } as unknown as Io);
  mkdirSync(path.join(directory, 'sub'));
  writeFileSync(path.join(directory, 'file.txt'), '');
  writeFileSync(path.join(directory, '.script'), text);
  return directory;
}

test('fish offers what can follow', () => {
  const fish = requireTool('fish');
  const cwd = prepare('fish');
  for (const [line, offered] of OFFERED) {
    const command = `source .script; complete -C 'create-exporter ${line}'`;
    const output = execFileSync(fish, ['--no-config', '-c', command], { cwd, encoding: 'utf8' });
    const words = output.split('\n').flatMap((one) => one.split('\t')[0] || []);
    expect({ line, words: words.sort() }).toEqual({ line, words: offered });
  }
});

test('zsh offers what can follow', async () => {
  const terminal = runInTerminal(requireTool('zsh'), ['-f', '-i'], { cwd: prepare('zsh') });
  terminal.type('PS1="ready "; autoload -Uz compinit; compinit -u -D; . ./.script\r');
  await terminal.waitFor(/^ready$/m);
  for (const [line, offered] of OFFERED.filter(([, words]) => words.length > 0)) {
    terminal.type(`create-exporter ${line}${LIST_CHOICES}`);
    await terminal.waitFor(new RegExp(`^ready create-exporter .*\n${offered.join('.*\\s')}`, 'm'));
    terminal.type(CLEAR_LINE + CLEAR_SCREEN);
    await terminal.waitFor(/^ready$/);
  }
});
