import { execa } from 'execa';
import { afterEach, expect, test, vi } from 'vitest';
import { findTool, toolNames } from './find-tool.js';
import { requireTool, skipTest, type ToolName } from './tools.ts';

afterEach(() => vi.unstubAllEnvs());

const VERSION: Partial<Record<ToolName, [args: string[], output: RegExp]>> = {
  promtool: [['--version'], /^promtool, version/],
  prometheus: [['--version'], /^prometheus, version/],
  promtool3: [['--version'], /^promtool, version 3\./],
  prometheus3: [['--version'], /^prometheus, version 3\./],
  amtool: [['--version'], /^amtool, version/],
  'docker-compose': [['version'], /^Docker Compose version/],
  kubeconform: [['-h'], /^Usage: .*kubeconform/],
  kustomize: [['version'], /^v5\./],
  actionlint: [['-version'], /^v1\./],
  'systemd-analyze': [['--version'], /^systemd \d+/],
  pushgateway: [['--version'], /^pushgateway, version/],
  'node-exporter': [['--version'], /^node_exporter, version/],
  alertmanager: [['--version'], /^alertmanager, version/],
  buildah: [['--version'], /^buildah version/],
  openssl: [['version'], /^OpenSSL/],
  zsh: [['--version'], /^zsh 5/],
  fish: [['--version'], /^fish, version/],
  python311: [['--version'], /^Python 3\.11\./],
  postgres: [['--version'], /^postgres \(PostgreSQL\)/],
  mariadbd: [['--version'], /MariaDB/],
  python: [['--version'], /^Python 3\.(1[1-9]|[2-9]\d)/],
  node22: [['--version'], /^v22\./],
  node24: [['--version'], /^v24\./],
  node26: [['--version'], /^v26\./],
};

test.each(Object.entries(VERSION))('%s is the program it says', async (name, [args, output]) => {
  const { stdout, stderr } = await execa(requireTool(name as ToolName), args);
  // Debian's older ones say it on stderr.
  expect(stdout || stderr).toMatch(output);
});

test('a tool that is missing is an error under CI', () => {
  const missing = toolNames.find((name) => !findTool(name));
  vi.stubEnv('CI', 'true');
  expect(() => skipTest('tea is missing: brew it')).toThrow('tea is missing: brew it');
  if (missing) expect(() => requireTool(missing)).toThrow(`${missing} is missing: `);
});

test('a tool that is missing skips the test elsewhere', ({ task }) => {
  vi.stubEnv('CI', '');
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const skip = vi.spyOn(task.context, 'skip').mockImplementation((why) => {
    throw new Error(`skipped because ${why}`);
  });
  expect(() => skipTest('tea is missing: brew it')).toThrow('skipped because tea is missing');
  expect(stderr).toHaveBeenCalledWith('skipped: tea is missing: brew it\n');
  skip.mockRestore();
  stderr.mockRestore();
});
