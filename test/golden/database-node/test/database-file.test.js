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
  assert.match(stderr, /msg="collector failed".*\/nowhere\/data\.db: no such file or directory/);
});

for (const action of [[], ['--once'], ['--config.check']]) {
  test(`without a database ${['the program', ...action].join(' ')} ends with one sentence`, async () => {
    const { code, stdout, stderr } = await runProgram('main.js', action);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^--database\.file is missing[^\n]+\.\n$/);
  });
}

test('without its collector the program needs no database', async () => {
  const { code, stderr } = await runProgram('main.js', ['--config.check', '--no-collector.sql']);
  assert.equal(code, 0, stderr);
});

test('--config.check finds out that the file does not exist', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--config.check', MISSING]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^The database file [^\n]+\.\n$/);
});
