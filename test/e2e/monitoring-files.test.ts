import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DASHBOARD_FILE, RULES_FILE, RULES_TEST_FILE } from '../../src/monitoring/paths.ts';
import type { Dashboard } from '../support/dashboard.ts';
import { lintDashboard } from '../support/dashboard-lint.ts';
import { PROMETHEUS_VERSIONS, promtool } from '../support/prometheus.ts';
import { COMBINATIONS, generateCombination, TARGETS } from './combinations.ts';

const EVERYTHING = COMBINATIONS.filter(({ targets }) => targets === TARGETS);

describe.each(EVERYTHING)('what $spec has for Prometheus in $runtime', (combination) => {
  it('is right for the oldest and the newest Prometheus, and for Grafana', async () => {
    const directory = await generateCombination(combination);
    for (const { promtool: tool } of PROMETHEUS_VERSIONS) {
      const check = async (...args: string[]) => {
        const { exitCode, stdout, stderr } = await promtool(args, '', { cwd: directory, tool });
        expect(exitCode, `${tool} ${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
        return stdout;
      };
      const { length } = await ruleNames(directory);
      const found = `${length} rules found`;
      expect(await check('check', 'config', '--lint=all', 'prometheus.yml')).toContain(found);
      const linted = ['--lint=all', '--lint-fatal', RULES_FILE];
      expect(await check('check', 'rules', ...linted)).toContain(found);
      await check('test', 'rules', RULES_TEST_FILE);
    }
    await expectBothCases(directory);
    const text = await readFile(path.join(directory, DASHBOARD_FILE), 'utf8');
    expect(lintDashboard(JSON.parse(text) as Dashboard)).toEqual([]);
  });
});

/** Every alert has a case in which it fires and one in which it is silent. */
async function expectBothCases(directory: string): Promise<void> {
  const { tests } = parse(await readFile(path.join(directory, RULES_TEST_FILE), 'utf8')) as {
    tests: { alert_rule_test?: { alertname: string; exp_alerts?: unknown[] }[] }[];
  };
  const cases = tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test);
  const names = await ruleNames(directory);
  // Names of recording rules have a colon.
  for (const name of names.filter((each) => !each.includes(':'))) {
    const fires = cases
      .filter(({ alertname }) => alertname === name)
      .map(({ exp_alerts = [] }) => exp_alerts.length > 0);
    expect(new Set(fires), name).toEqual(new Set([true, false]));
  }
}

async function ruleNames(directory: string): Promise<string[]> {
  const { groups } = parse(await readFile(path.join(directory, RULES_FILE), 'utf8')) as {
    groups: { rules: { alert?: string; record: string }[] }[];
  };
  return groups.flatMap(({ rules }) => rules.map(({ alert, record }) => alert ?? record));
}
