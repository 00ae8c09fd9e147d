import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../testing/run-program.js';

const MISSING = '--database.file=/nowhere/data.db';
{{#if queries}}
{{#if otherCollectorsOff}}
/** Other collectors have tests of their own. */
{{{constant 'OTHERS_OFF' otherCollectorsOff}}}
{{/if}}
{{{constant 'SUCCESS' own.collectorSuccess.name}}}
{{#if showsSample}}

test('--once reads the sample data when it is asked to', async () => {
{{#if otherCollectorsOff}}
  const args = ['--once', '--database.sample', ...OTHERS_OFF];
{{else}}
  const args = ['--once', '--database.sample'];
{{/if}}
  const { code, stdout, stderr } = await runProgram('main.js', args);
  assert.equal(code, 0, stderr);
  assert.ok(stdout.includes(`\n${SUCCESS}{collector="sql"} 1\n`));
  assert.match(stderr, /level=warn msg="sample data is shown/);
  assert.doesNotMatch(stderr, /ExperimentalWarning/);
});
{{/if}}

test('--once exits with 1 when the database cannot be read', async () => {
{{#if otherCollectorsOff}}
  const args = ['--once', MISSING, ...OTHERS_OFF];
{{else}}
  const args = ['--once', MISSING];
{{/if}}
  const { code, stdout, stderr } = await runProgram('main.js', args);
  assert.equal(code, 1);
  assert.ok(stdout.includes(`\n${SUCCESS}{collector="sql"} 0\n`));
  assert.match(stderr, /msg="collector failed".*\/nowhere\/data\.db: no such file or directory/);
});
{{/if}}

for (const action of [[], ['--once'], ['--config.check']]) {
  test(`without a database ${['the program', ...action].join(' ')} ends with one sentence`, async () => {
    const { code, stdout, stderr } = await runProgram('main.js', action);
    assert.equal(code, 1);
    assert.equal(stdout, '');
{{#if showsSample}}
    assert.match(stderr, /^--database\.file is missing[^\n]* --database\.sample[^\n]+\.\n$/);
{{else}}
    assert.match(stderr, /^--database\.file is missing[^\n]+\.\n$/);
{{/if}}
  });
}

test('without its collector the program needs no database', async () => {
  const { code, stderr } = await runProgram('main.js', ['--config.check', '--no-collector.sql']);
  assert.equal(code, 0, stderr);
});
{{#if showsSample}}

test('sample data beside a database is refused', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--once', MISSING], {
    DATABASE_SAMPLE: 'true',
  });
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^--database\.file and --database\.sample are both set[^\n]+\.\n$/);
});

test('--config.check takes sample data, and the variable that asks for it', async () => {
  const env = { DATABASE_SAMPLE: 'true' };
  const { code, stderr } = await runProgram('main.js', ['--config.check'], env);
  assert.equal(code, 0, stderr);
});
{{/if}}

test('--config.check finds out that the file does not exist', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--config.check', MISSING]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^The database file [^\n]+\.\n$/);
});
