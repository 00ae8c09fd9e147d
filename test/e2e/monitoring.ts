import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  type Dashboard,
  dataPanels,
  interpolate,
  labelValuesQuery,
} from '../support/dashboard.ts';
import { parseExposition } from '../support/exposition.ts';
import { typeFault } from '../support/metric-types.ts';
import { PROMETHEUS_VERSIONS, type Prometheus, startPrometheus } from '../support/prometheus.ts';
import { selectorsOf } from '../support/promql.ts';
import type { ToolName } from '../support/tools.ts';
import { MONITORED, type Monitored } from './monitored.ts';
import type { Engine } from './project.ts';

/** Rules as they stand in a rules file; those that record have no `alert`. */
interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
}

/** Seconds between two scrapes, so that a rate has its samples soon. */
const INTERVAL = 1;

/** Rules and dashboard of a running project of each pattern on real Prometheus servers, on one engine. */
export function testMonitoring(engine: Engine): void {
  describe(`the monitoring of a project on ${engine.tool}`, () => {
    it.each(Object.keys(MONITORED))('has data for everything it asks: %s', async (pattern) => {
      const monitored = await MONITORED[pattern]!(engine);
      const { project } = monitored;
      const read = (file: string) => readFile(path.join(project.directory, file), 'utf8');
      const groups = parse(await read('monitoring/rules.yml')).groups as { rules: Rule[] }[];
      const rules = groups.flatMap((group) => group.rules);
      const dashboard = JSON.parse(await read('monitoring/dashboard.json')) as Dashboard;
      await monitored.traffic();

      const config = await hurriedConfig(monitored, rules);
      const servers = await Promise.all(
        PROMETHEUS_VERSIONS.map(({ server }) => startPrometheus(config, { tool: server })),
      );
      const busy = repeat(monitored.traffic);
      for (const prometheus of servers) {
        await expectTypes(prometheus, monitored, { dashboard, rules });
        expect(await emptyPanels(prometheus, dashboard)).toEqual([]);
        expect(await emptyRules(prometheus, rules)).toEqual([]);
        expect(await firing(prometheus)).toEqual([]);
      }
      await busy.stop();
      await monitored.fail();
      for (const prometheus of servers) await expectFiring(prometheus, monitored.alert);
    });
  });
}
