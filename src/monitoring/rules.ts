import type { ExporterSpec } from '../spec/spec.ts';
import { definitionGroups } from './alerts/index.ts';

/** An alerting rule as it stands in a rules file. */
export interface AlertingRule {
  alert: string;
  expr: string;
  for: string;
  keep_firing_for?: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
}

/** A recording rule as it stands in a rules file. */
export interface RecordingRule {
  record: string;
  expr: string;
}

export type Rule = AlertingRule | RecordingRule;

export interface RuleGroup {
  name: string;
  rules: Rule[];
}

/** The groups of the rules file of a project, which is `{ groups: ruleGroups(spec) }`. */
export function ruleGroups(spec: ExporterSpec): RuleGroup[] {
  return definitionGroups(spec).map(({ topic, recordings, alerts }) => ({
    name: `${spec.name}-${topic}`,
    rules: [
      // The rules of a group are evaluated in order, so alerts see what was just recorded.
      ...recordings.map(({ record, expr }) => ({ record, expr })),
      ...alerts.map(({ name, expr, for: held, keepFiring, severity, summary, description }) => ({
        ...{ alert: name, expr, for: held },
        ...(keepFiring !== undefined && { keep_firing_for: keepFiring }),
        labels: { severity },
        annotations: { summary, description },
      })),
    ],
  }));
}
