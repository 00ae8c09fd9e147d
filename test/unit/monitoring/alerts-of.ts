import { type AlertingRule, ruleGroups } from '../../../src/monitoring/rules.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';

/** The alerts of an exporter for a shop that has what is given besides. */
export function alertsOf(input: Partial<SpecInput>): AlertingRule[] {
  const spec = resolveSpec({ version: 1, name: 'shop-exporter', namespace: 'shop', ...input });
  return ruleGroups(spec)
    .flatMap(({ rules }) => rules)
    .filter((rule): rule is AlertingRule => 'alert' in rule);
}
