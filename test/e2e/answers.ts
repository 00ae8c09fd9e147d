import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Dashboard, dataPanels, interpolate, labelValuesQuery } from '../support/dashboard.ts';
import type { Prometheus } from '../support/prometheus.ts';
import { selectorsOf } from '../support/promql.ts';
import { FOREIGN, INTERVAL, type Rule } from './hurried.ts';

/** Milliseconds until a query must have an answer. */
export const PATIENCE = 15_000;

/** What the variables of a dashboard stand for when it is opened, as Grafana works it out. */
export async function chosenAtFirst(
  prometheus: Prometheus,
  dashboard: Dashboard,
  job: string,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {
    // Four scrapes are the least that Grafana takes, and more make the test calmer.
    __rate_interval: `${10 * INTERVAL}s`,
    __interval: `${INTERVAL}s`,
    __range: '1m',
  };
  for (const variable of dashboard.templating.list.filter(({ type }) => type === 'query')) {
    const { label, selector } = labelValuesQuery(variable);
    const query = interpolate(selector, values);
    const [known] = selectorsOf(query);
    for (const each of [job, FOREIGN.job]) {
      if (label === 'job') await prometheus.waitForResult(`${known!.metric}{job="${each}"}`);
    }
    const found = (await prometheus.waitForResult(query)).flatMap(
      ({ labels }) => labels[label] ?? [],
    );
    // The foreign job has the same metrics, but is not called like this one.
    if (label === 'job') expect(found).not.toContain(FOREIGN.job);
    const isAll = variable.current.value.includes('$__all');
    const options = [...new Set(found)];
    const chosen = isAll ? options : variable.current.value.filter((one) => options.includes(one));
    // Grafana escapes values for a regular expression in a string.
    const escaped = chosen.map((one) => one.replace(/[.+*?()|[\]{}^$\\]/g, '\\\\$&'));
    values[variable.name] = (isAll ? variable.allValue : undefined) ?? escaped.join('|');
  }
  return values;
}

/** Panels and variables whose queries give no number, as Grafana asks them. */
export async function emptyPanels(
  prometheus: Prometheus,
  dashboard: Dashboard,
  chosen: Record<string, string>,
): Promise<string[]> {
  const empty = Object.keys(chosen).filter((name) => chosen[name] === '');
  for (const { title, targets } of dataPanels(dashboard)) {
    for (const { expr } of targets!) {
      if (!(await hasData(prometheus, interpolate(expr, chosen)))) empty.push(`${title}: ${expr}`);
    }
  }
  return empty;
}

/** Panels that look at series of the foreign job. */
export async function foreignPanels(
  prometheus: Prometheus,
  dashboard: Dashboard,
  chosen: Record<string, string>,
): Promise<string[]> {
  await prometheus.waitForResult(`ALERTS{job="${FOREIGN.job}", alertstate="firing"}`);
  const foreign: string[] = [];
  for (const { title, targets } of dataPanels(dashboard)) {
    for (const { text } of targets!.flatMap(({ expr }) => selectorsOf(interpolate(expr, chosen)))) {
      const samples = await prometheus.query(text);
      const jobs = samples.map(({ labels }) => labels.job);
      if (jobs.includes(FOREIGN.job)) foreign.push(`${title}: ${text}`);
    }
  }
  return foreign;
}

/** Rules that Prometheus cannot evaluate, that record nothing, or that look at what is not there. */
export async function emptyRules(prometheus: Prometheus, rules: Rule[]): Promise<string[]> {
  const empty: string[] = [];
  for (const { record, expr } of rules) {
    if (record && !(await hasData(prometheus, record))) empty.push(record);
    for (const { metric, matchers } of selectorsOf(expr)) {
      // The series that an alert waits for, e.g. with an error status, are not there in good
      // times; but the metric is, with each label that is asked for.
      const jobs = matchers.filter(({ label }) => label === 'job');
      const labels = matchers.filter(({ label }) => label !== 'job');
      const parts = [
        ...jobs.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`),
        ...labels.map(({ label }) => `${label}!=""`),
      ];
      const query = `${metric}{${parts.join(',')}}`;
      if (!(await hasData(prometheus, query))) empty.push(`${query} of ${expr}`);
    }
  }
  const { groups } = await prometheus.api<{ groups: { rules: { lastError?: string }[] }[] }>(
    'rules',
  );
  const errors = groups.flatMap((group) => group.rules.flatMap(({ lastError }) => lastError || []));
  return [...empty, ...errors];
}

/** Whether a query gives a number, now or within a few scrapes. */
async function hasData(prometheus: Prometheus, query: string): Promise<boolean> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(250)) {
    const samples = await prometheus.query(query);
    if (samples.some(({ value }) => Number.isFinite(value))) return true;
  }
  return false;
}
