import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runInTerminal } from './pty.ts';

const ask = (code: string, options = {}) =>
  runInTerminal(process.execPath, ['--input-type=module', '-e', code], options);

const ASK = `
  import inquirer from ${JSON.stringify(import.meta.resolve('inquirer'))};
  const answers = await inquirer.prompt([
    { type: 'input', name: 'name', message: 'Name' },
    { type: 'select', name: 'runtime', message: 'Runtime', choices: ['node', 'python'] },
    { type: 'checkbox', name: 'targets', message: 'Targets', choices: ['docker', 'systemd'] },
  ]);
  console.log(JSON.stringify(answers));
`;

test('answers real prompts by keys', async () => {
  const terminal = ask(ASK);
  await terminal.waitFor(/Name/);
  terminal.type('shopp');
  terminal.press('backspace', 'enter');
  await terminal.waitFor(/Runtime/);
  terminal.press('down');
  await terminal.waitFor(/❯ python/);
  terminal.press('enter');
  await terminal.waitFor(/Targets/);
  terminal.press('space');
  await terminal.waitFor(/◉ docker/);
  terminal.press('enter');
  expect(await terminal.waitForExit()).toBe(0);
  expect(terminal.screen()).toMatch(/"name":"shop","runtime":"python","targets":\["docker"\]/);
  expect(terminal.screen()).not.toContain('❯');
});

test('Ctrl-C reaches the program as a signal', async () => {
  const terminal = ask("console.log('ready'); setInterval(() => {}, 1000)");
  await terminal.waitFor(/ready/);
  terminal.press('ctrl-c');
  expect(await terminal.waitForExit()).toBe(130);
});

test('the program sees a terminal of the given size, and no CI', async () => {
  const terminal = ask(
    `const { stdin, stdout, env } = process;
     console.log(stdin.isTTY, stdout.isTTY, stdout.columns, stdout.rows, env.CI, env.MILK);
     process.exitCode = 3;`,
    { columns: 61, rows: 17, env: { MILK: 'yes' } },
  );
  expect(await terminal.waitForExit()).toBe(3);
  expect(terminal.screen()).toBe('true true 61 17 undefined yes');
});

test('keeps what scrolled out of the screen', async () => {
  const terminal = ask('for (let i = 1; i <= 30; i++) console.log("line", i)', { rows: 10 });
  await terminal.waitForExit();
  expect(terminal.screen()).toMatch(/^line 22\n[\s\S]*line 30$/);
  expect(terminal.scrollback()).toMatch(/^line 1\n[\s\S]*line 30$/);
});

test('an error has the last screen', async () => {
  const waiting = ask("console.log('Which port?'); setInterval(() => {}, 1000)", {
    timeout: 1_000,
  });
  await expect(waiting.waitFor(/Which host/)).rejects.toThrow(
    '/Which host/: not within 1000 ms; the last screen:\nWhich port?',
  );
  await expect(waiting.waitForExit()).rejects.toThrow('still running after 1000 ms');
  const ended = runInTerminal('no-such-program');
  await expect(ended.waitFor(/hello/)).rejects.toThrow(/ended with 127[\s\S]*No such file/);
});

test('runs in the given directory', async () => {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const terminal = ask('console.log(process.cwd())', { cwd });
  await terminal.waitForExit();
  expect(`${terminal.screen()}/`).toBe(cwd);
});
