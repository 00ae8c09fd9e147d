import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { RULES_FILE } from '../../src/monitoring/paths.ts';
import type { Monitored } from './monitored.ts';

/** Rules as they stand in a rules file; those that record have no `alert`. */
export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
}

export interface RulesFile {
  groups: { name?: string; rules: Rule[] }[];
}

/** A job that the Prometheus has besides that of the project: the same metrics, and an alert of its own that fires. */
export const FOREIGN = { job: 'foreign', alert: 'ForeignUp' };

/** Seconds between two scrapes, so that a rate has its samples soon. */
export const INTERVAL = 1;
/** All rules of a file. */
export function allRules({ groups }: RulesFile): Rule[] {
  return groups.flatMap(({ rules }) => rules);
}

/** The project's own configuration and rules besides a foreign job, scraped every second, and alerts that fire at once. */
export async function hurriedConfig({ project, port }: Monitored): Promise<string> {
  const { directory } = project;
  const rules = parse(await readFile(path.join(directory, RULES_FILE), 'utf8')) as RulesFile;
  for (const rule of allRules(rules)) {
    if (rule.for !== undefined) rule.for = `${INTERVAL}s`;
    delete rule.keep_firing_for;
  }
  const [labels, expr] = [{ job: FOREIGN.job }, `up{job="${FOREIGN.job}"} == 1`];
  rules.groups.push({ name: 'foreign', rules: [{ alert: FOREIGN.alert, expr, labels }] });
  const rulesFile = path.join(directory, 'monitoring', 'hurried-rules.yml');
  await writeFile(rulesFile, stringify(rules));

  const config = parse(await readFile(path.join(directory, 'prometheus.yml'), 'utf8'));
  config.global = { scrape_interval: `${INTERVAL}s`, evaluation_interval: `${INTERVAL}s` };
  config.rule_files = [rulesFile];
  config.scrape_configs[0].static_configs[0].targets = [`localhost:${port}`];
  config.scrape_configs.push({ ...config.scrape_configs[0], job_name: FOREIGN.job });
  // Of a batch job the job label is that of what was pushed; there another one is put over it.
  config.scrape_configs[1].metric_relabel_configs = [
    { target_label: 'job', replacement: FOREIGN.job },
  ];
  const file = path.join(directory, 'hurried.yml');
  await writeFile(file, stringify(config));
  return file;
}
