/** Where a generated project keeps its monitoring, relative to its root; in `monitoring/` whatever the targets are. */
export const RULES_FILE = 'monitoring/rules.yml';
export const RULES_TEST_FILE = 'monitoring/rules.test.yml';
export const DASHBOARD_FILE = 'monitoring/dashboard.json';
