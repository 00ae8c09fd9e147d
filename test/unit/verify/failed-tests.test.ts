import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { failedTests } from '../../../src/verify/failed-tests.ts';
import { scratch } from '../project/scratch.ts';

const here = scratch();

const TESTS = `import assert from 'node:assert/strict';
import test from 'node:test';

test('outer', async (t) => {
  await t.test('inner', () => assert.ok(false, 'inner has failed'));
  await t.test('fine', () => {});
});
test('of two lines', () => {
  throw new Error('first line\\nsecond line');
});
`;

test.each(['tap', 'spec'])(
  'tests of Node.js that failed, as the reporter %s tells them',
  async (reporter) => {
    const file = path.join(here(), 'some.test.mjs');
    await writeFile(file, TESTS);
    // A test run inside a test run would only report to that.
    const env = { NODE_TEST_CONTEXT: undefined };
    const args = ['--test', `--test-reporter=${reporter}`, file];
    const { all = '' } = await execa(process.execPath, args, { env, all: true, reject: false });
    const lines = failedTests(all);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^inner \(.*some\.test\.mjs:5:\d+\): .*inner has failed/);
    expect(lines[1]).toMatch(/^of two lines \(.*some\.test\.mjs:8:\d+\): .*first line/);
  },
);

test('tests of pytest that failed', () => {
  const output = `..F
=========================== short test summary info ============================
FAILED tests/test_app.py::test_home - assert 500 == 200
ERROR tests/test_job.py::test_job - KeyError: 'x'
1 failed, 2 passed, 1 error in 0.01s
`;
  expect(failedTests(output)).toEqual([
    'tests/test_app.py::test_home - assert 500 == 200',
    "tests/test_job.py::test_job - KeyError: 'x'",
  ]);
});

test('of many the first, and of an unknown runner the last lines', () => {
  const failed = Array.from({ length: 30 }, (_, index) => `FAILED t.py::t${index}`).join('\n');
  expect(failedTests(failed)).toHaveLength(11);
  expect(failedTests(failed).at(-1)).toBe('… and 20 more');
  expect(failedTests('one\ntwo\n')).toEqual(['one', 'two']);
});
