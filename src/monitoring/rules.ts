import type { ExporterSpec } from '../spec/spec.ts';

/** An alerting rule as it stands in a rules file. */
export interface AlertingRule {
  alert: string;
  expr: string;
  for?: string;
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
  return [
    {
      name: spec.name,
      rules: [
        {
          alert: 'Down',
          expr: `up{job="${spec.name}"} == 0`,
          for: '5m',
          labels: { severity: 'critical' },
          annotations: {
            summary: `${spec.name} is down`,
            description: `${spec.name} on {{ $labels.instance }} could not be scraped for 5 minutes.`,
          },
        },
      ],
    },
  ];
}
