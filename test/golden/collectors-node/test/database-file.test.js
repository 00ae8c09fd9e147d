import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../testing/run-program.js';

const MISSING = '--database.file=/nowhere/data.db';

test('without a file the program does not start, and says why in one sentence', async () => {
  const { code, stdout, stderr } = await runProgram('main.js');
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^[^\n]*--database\.file[^\n]+\.\n$/);
});

test('--config.check finds out that the file does not exist', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--config.check', MISSING]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^The database file [^\n]+\.\n$/);
});
