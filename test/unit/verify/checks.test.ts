import { expect, test } from 'vitest';
import { checksWith } from '../../../src/verify/checks.ts';
import { runCheck } from '../../../src/verify/programs.ts';

const silent = { tell: () => {}, begin: () => {} };
const program = (script: string, signal: AbortSignal) =>
  runCheck({
    ...{ cwd: process.cwd(), env: process.env, signal },
    ...{ command: process.execPath, args: ['-e', script] },
  });

test('what takes too long has failed, and the next check is run', async () => {
  const { check, verdicts } = checksWith(new AbortController().signal, silent, 1_500);
  await check('tests', (signal) => program('setInterval(() => {}, 1000)', signal));
  await check('pages', () => ({ state: 'passed' }));
  expect(verdicts).toMatchObject([
    { name: 'tests', state: 'failed', details: [expect.stringContaining('took longer than')] },
    { name: 'pages', state: 'passed' },
  ]);
});

test('an interruption is no verdict', async () => {
  const controller = new AbortController();
  const { check, verdicts } = checksWith(controller.signal, silent);
  const checked = check('tests', (signal) => {
    controller.abort();
    return program('setInterval(() => {}, 1000)', signal);
  });
  await expect(checked).rejects.toThrow();
  expect(verdicts).toEqual([]);
});
