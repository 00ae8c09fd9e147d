import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../testing/run-program.js';

const MISSING = '--database.file=/nowhere/data.db';
const SUCCESS = 'accounts_scrape_collector_success';

test('--once exits with 1 when the database cannot be read', async () => {
  const args = ['--once', MISSING];
  const { code, stdout, stderr } = await runProgram('main.js', args);
  assert.equal(code, 1);
  assert.ok(stdout.includes(`\n${SUCCESS}{collector="sql"} 0\n`));
  assert.match(stderr, /msg="collector failed"/);
});

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
