import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DASHBOARD_FILE, RULES_FILE } from '../../src/monitoring/paths.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { type Dashboard, dataPanels, interpolate } from '../support/dashboard.ts';
import { parseExposition } from '../support/exposition.ts';
import { typeFault } from '../support/metric-types.ts';
import { PROMETHEUS_VERSIONS, type Prometheus, startPrometheus } from '../support/prometheus.ts';
import { selectorsOf } from '../support/promql.ts';
import { chosenAtFirst, emptyPanels, emptyRules, foreignPanels, PATIENCE } from './answers.ts';
import { allRules, FOREIGN, hurriedConfig, type Rule } from './hurried.ts';
import { MONITORED, type Monitored } from './monitored.ts';
import type { Engine } from './project.ts';

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
