import { describe, expect, it } from 'vitest';
import { questions } from '../../../src/monitoring/questions.ts';
import { type AlertingRule, ruleGroups } from '../../../src/monitoring/rules.ts';
import { rulesTest } from '../../../src/monitoring/rules-test.ts';
import { everySpec } from '../render/specs.ts';
import { existing, groupedLabels, namedMetrics } from './named-metrics.ts';

const specs = everySpec().map((spec) => ({ name: `${spec.name} (${spec.runtime})`, spec }));

describe.each(specs)('the rules of $name', ({ spec }) => {
  const rules = ruleGroups(spec).flatMap((group) => group.rules);
  const alerts = rules.filter((rule): rule is AlertingRule => 'alert' in rule);

  it('name only metrics that exist, as their type and labels allow', () => {
    const metrics = existing(spec);
    const asked = questions(spec).map(({ promql }) => promql as string);
    for (const expr of [...rules.map((rule) => rule.expr), ...asked]) {
      const named = namedMetrics(expr);
      expect(named.length, expr).toBeGreaterThan(0);
      for (const { name, rangeOf, labels } of named) {
        const metric = metrics.get(name);
        expect(metric, `${name} in ${expr}`).toBeDefined();
        expect([...metric!.labels], expr).toEqual(expect.arrayContaining(labels));
        // Only what a batch job pushed is read without a rate.
        expect(metric!.type, expr).toBe(rangeOf ?? metric!.type);
      }
      for (const label of groupedLabels(expr)) {
        expect(
          named.some(({ name }) => metrics.get(name)!.labels.has(label)),
          expr,
        ).toBe(true);
      }
    }
  });

  it('have names of their own, a severity, and say what to do about what', () => {
    const names = alerts.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    for (const { alert, labels, annotations } of alerts) {
      expect(alert).toMatch(/^[A-Z][a-zA-Z0-9]+$/);
      expect(labels.severity).toMatch(/^(critical|warning|info)$/);
      expect(annotations.summary.length).toBeGreaterThan(10);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length / 2);
    }
  });

  it('have a test in which each fires and one in which it does not', () => {
    const { tests } = rulesTest(spec) as { tests: { name: string }[] };
    const wanted = rules.flatMap((rule) =>
      'alert' in rule ? [`${rule.alert} fires`, `${rule.alert} stays silent`] : [rule.record],
    );
    const names = tests.map(({ name }) => name).filter((name) => !name.includes(': '));
    expect(names).toEqual(wanted);
  });
});
