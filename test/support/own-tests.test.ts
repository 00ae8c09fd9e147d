import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { cleanUpLater } from './cleanup.ts';
import { readOwnTests, requireAllRun } from './own-tests.ts';
import { requireTool } from './tools.ts';

const TESTS = `
import { test } from 'node:test';
test('runs', () => {});
test('runs, too', (t) => t.test('within', { skip: 'there is no IPv6 here' }, () => {}));
test('does not', { skip: 'there is no promtool program' }, () => {});
`;

it.each(['node22', 'node24'] as const)('reads what the test runner of %s writes', async (tool) => {
  const node = requireTool(tool);
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-own-tests-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  await writeFile(path.join(directory, 'a.test.mjs'), TESTS);
  // Within a test of node:test the runner would write for its parent.
  const env = { NODE_TEST_CONTEXT: undefined };
  const { stdout } = await execa(node, ['--test'], { cwd: directory, env });
  expect(readOwnTests(stdout)).toEqual({
    passed: 2,
    skipped: 2,
    reasons: ['there is no IPv6 here', 'there is no promtool program'],
  });
});

const PYTEST = `
.....s.s                                                                 [100%]
=========================== short test summary info ============================
SKIPPED [1] tests/test_listener.py:17: no IPv6 here
SKIPPED [1] tests/test_app.py:9: needs promtool
`;

it('reads what pytest writes', () => {
  expect(readOwnTests(`${PYTEST}6 passed, 2 skipped in 1.23s\n`)).toEqual({
    passed: 6,
    skipped: 2,
    reasons: ['tests/test_listener.py:17: no IPv6 here', 'tests/test_app.py:9: needs promtool'],
  });
  expect(readOwnTests('.. [100%]\n120 passed, 1 warning in 61.20s (0:01:01)\n')).toEqual({
    passed: 120,
    skipped: 0,
    reasons: [],
  });
});

it('excuses no test for a missing tool', () => {
  expect(() => requireAllRun(`${PYTEST}6 passed, 2 skipped in 1.23s\n`)).toThrow(
    '6 tests passed, 2 were skipped: tests/test_listener.py:17: no IPv6 here; tests/test_app.py:9: needs promtool',
  );
  const excused = PYTEST.replace(/^SKIPPED.*promtool\n/m, '');
  expect(() => requireAllRun(`${excused}6 passed, 1 skipped in 1.23s\n`)).not.toThrow();
  expect(() => requireAllRun('1 skipped in 0.01s\n')).toThrow('no summary');
  expect(() => requireAllRun('# pass 0\n# skipped 0\n')).toThrow('0 tests passed');
});
