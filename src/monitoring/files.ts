import type { ExporterSpec } from '../spec/spec.ts';
import { yamlText } from '../yaml/text.ts';
import { dashboard } from './dashboard/index.ts';
import { DASHBOARD_FILE, RULES_FILE, RULES_TEST_FILE } from './paths.ts';
import { prometheusConfig } from './prometheus-config.ts';
import { ruleGroups } from './rules.ts';
import { rulesTest } from './rules-test.ts';

/** Everything about monitoring that a project has, whatever its targets are: path → content. */
export function monitoringFiles(spec: ExporterSpec): [path: string, content: string][] {
  return [
    ...prometheusConfig(spec),
    [RULES_FILE, yamlText({ groups: ruleGroups(spec) })],
    [RULES_TEST_FILE, `# promtool test rules ${RULES_TEST_FILE}\n${yamlText(rulesTest(spec))}`],
    [DASHBOARD_FILE, `${JSON.stringify(dashboard(spec), null, 2)}\n`],
  ];
}
