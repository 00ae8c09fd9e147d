import type { ExporterSpec } from '../../spec/spec.ts';
import { PUSHGATEWAY_JOB } from '../paths.ts';
import type { Matchers, Scope } from '../promql.ts';

/** What the panels look at: what the variables of the dashboard choose. */
export const CHOSEN: Scope = {
  where: { job: { matches: '$job' }, instance: { matches: '$instance' } },
  range: '$__rate_interval',
};

/** `channel`, `market` → `{{channel}}, {{market}}` */
export function legendOf(labels: readonly string[], otherwise: string): string {
  return labels.map((label) => `{{${label}}}`).join(', ') || otherwise;
}

/** The alerts of the chosen jobs that fire. Some are about a whole job and have no instance, so it is not asked for. */
export function firing({ pattern }: ExporterSpec): Matchers {
  const jobs = pattern === 'batch' ? `$job|${PUSHGATEWAY_JOB}` : '$job';
  return { job: { matches: jobs }, alertstate: 'firing' };
}
