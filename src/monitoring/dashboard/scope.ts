import { ALERTS } from '../../spec/foreign-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { targetAlerts } from '../alerts/target.ts';
import { PUSHGATEWAY_JOB } from '../paths.ts';
import { type Expr, either, type Scope, value } from '../promql.ts';

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
export function firing(spec: ExporterSpec): Expr {
  const state = { alertstate: 'firing' };
  const ofJobs = value(ALERTS, { job: { matches: '$job' }, ...state });
  if (spec.pattern !== 'batch') return ofJobs;
  // The Pushgateway may serve other jobs, which have alerts of their own about it.
  const names = targetAlerts(spec).alerts.map(({ name }) => name);
  const ofGateway = { job: PUSHGATEWAY_JOB, alertname: { matches: names.join('|') }, ...state };
  return either(ofJobs, value(ALERTS, ofGateway));
}
