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
{{#if hasSample}}

test('--once reads the sample data without a file', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--once'{{#if otherCollectorsOff}}, ...OTHERS_OFF{{/if}}]);
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
  assert.match(stderr, /msg="collector failed"/);
});
{{/if}}
{{#if needsDatabase}}

test('without a file the program does not start, and says why in one sentence', async () => {
  const { code, stdout, stderr } = await runProgram('main.js');
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^[^\n]*--database\.file[^\n]+\.\n$/);
});
{{/if}}

test('--config.check finds out that the file does not exist', async () => {
  const { code, stdout, stderr } = await runProgram('main.js', ['--config.check', MISSING]);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^The database file [^\n]+\.\n$/);
});
