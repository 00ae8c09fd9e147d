import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { DASHBOARD_FILE, RULES_FILE } from '../../src/monitoring/paths.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { type Dashboard, dataPanels, interpolate, labelValuesQuery } from '../support/dashboard.ts';
import { parseExposition } from '../support/exposition.ts';
import { typeFault } from '../support/metric-types.ts';
import { PROMETHEUS_VERSIONS, type Prometheus, startPrometheus } from '../support/prometheus.ts';
import { selectorsOf } from '../support/promql.ts';
import { MONITORED, type Monitored } from './monitored.ts';
import type { Engine } from './project.ts';

/** Rules as they stand in a rules file; those that record have no `alert`. */
interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
}

interface RulesFile {
  groups: { name?: string; rules: Rule[] }[];
}

/** A job that the Prometheus has besides that of the project: the same metrics, and an alert of its own that fires. */
const FOREIGN = { job: 'foreign', alert: 'ForeignUp' };

/** Seconds between two scrapes, so that a rate has its samples soon. */
const INTERVAL = 1;
/** Milliseconds until a query must have an answer. */
const PATIENCE = 15_000;

/** Rules and dashboard of a running project of each pattern on real Prometheus servers, on one engine. */
export function testMonitoring(engine: Engine): void {
  describe(`the monitoring of a project on ${engine.tool}`, () => {
    it.each(Object.keys(MONITORED))('has data for everything it asks: %s', async (pattern) => {
      const monitored = await MONITORED[pattern]!(engine);
      const { project } = monitored;
      const read = (file: string) => readFile(path.join(project.directory, file), 'utf8');
      const rules = allRules(parse(await read(RULES_FILE)));
      const dashboard = JSON.parse(await read(DASHBOARD_FILE)) as Dashboard;

      const { name } = parse(await read('exporter.yaml')) as { name: string };
      const config = await hurriedConfig(monitored);
      const servers = await Promise.all(
        PROMETHEUS_VERSIONS.map(({ server }) => startPrometheus(config, { tool: server })),
      );
      const busy = repeat(monitored.traffic);
      cleanUpLater(busy.stop);
      for (const prometheus of servers) {
        const chosen = await chosenAtFirst(prometheus, dashboard, name);
        expect(await emptyPanels(prometheus, dashboard, chosen)).toEqual([]);
        expect(await foreignPanels(prometheus, dashboard, chosen)).toEqual([]);
        expect(await emptyRules(prometheus, rules)).toEqual([]);
        // What was not there at first is missed for a moment.
        await expect.poll(() => firing(prometheus), { timeout: PATIENCE }).toEqual([]);
      }
      const expressions = [...panelQueries(dashboard), ...rules.map(({ expr }) => expr)];
      expect(await typeFaults(monitored, expressions, rules)).toEqual([]);

      await busy.stop();
      await monitored.fail();
      for (const prometheus of servers) await expectFiring(prometheus, monitored.alert);
    });
  });
}

function allRules({ groups }: RulesFile): Rule[] {
  return groups.flatMap(({ rules }) => rules);
}

/** The queries of a dashboard as they can be parsed. */
function panelQueries(dashboard: Dashboard): string[] {
  const variables = {
    job: 'x',
    instance: 'x',
    __rate_interval: '1m',
    __interval: '1m',
    __range: '1h',
  };
  return dataPanels(dashboard).flatMap(({ targets }) =>
    targets!.map(({ expr }) => interpolate(expr, variables)),
  );
}

/** The project's own configuration and rules besides a foreign job, scraped every second, and alerts that fire at once. */
async function hurriedConfig({ project, port }: Monitored): Promise<string> {
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

/** The metrics that the expressions name are exposed, and of the type that they are used as. */
async function typeFaults(
  { port, counts }: Monitored,
  expressions: string[],
  rules: Rule[],
): Promise<string[]> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const families = parseExposition(text);
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  return expressions
    .flatMap(selectorsOf)
    .flatMap((selector) => typeFault(selector, families, { recorded, counts }) ?? []);
}

/** What the variables of a dashboard stand for when it is opened, as Grafana works it out. */
async function chosenAtFirst(
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
async function emptyPanels(
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
async function foreignPanels(
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
async function emptyRules(prometheus: Prometheus, rules: Rule[]): Promise<string[]> {
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

/** The names of the project's alerts that fire. */
async function firing(prometheus: Prometheus): Promise<string[]> {
  const samples = await prometheus.query('ALERTS{alertstate="firing"}');
  return samples.map(({ labels }) => labels.alertname!).filter((name) => name !== FOREIGN.alert);
}

async function expectFiring(prometheus: Prometheus, alert: RegExp): Promise<void> {
  await expect
    .poll(() => firing(prometheus), { timeout: 30_000, interval: 500 })
    .toContainEqual(expect.stringMatching(alert));
}

/** Does something again and again until it is stopped. */
function repeat(action: () => Promise<void>): { stop(): Promise<void> } {
  let going = true;
  const running = (async () => {
    for (; going; await sleep(200)) await action();
  })();
  return {
    stop: () => {
      going = false;
      return running;
    },
  };
}
