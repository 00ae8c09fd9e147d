import { expect, it } from 'vitest';
import type { Dashboard, Panel } from './dashboard.ts';
import { lintDashboard } from './dashboard-lint.ts';

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const CHOSEN = '{job=~"$job", instance=~"$instance"}';

function dashboard(panel: Partial<Panel>, variable: object = {}): Dashboard {
  const labelVariable = (name: string) => ({
    name,
    type: 'query',
    query: `label_values(up, ${name})`,
    datasource: DATASOURCE,
    refresh: 2,
    multi: true,
    allValue: '.+',
    ...variable,
  });
  return {
    uid: 'a',
    title: 'A',
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus' },
        labelVariable('job'),
        labelVariable('instance'),
      ],
    },
    panels: [
      {
        type: 'timeseries',
        title: 'T',
        description: 'D.',
        datasource: DATASOURCE,
        gridPos: { x: 0, y: 0, w: 24, h: 8 },
        fieldConfig: { defaults: { unit: 's' } },
        targets: [{ refId: 'A', expr: `rate(a_total${CHOSEN}[$__rate_interval])` }],
        ...panel,
      },
    ],
  };
}

function target(expr: string): Partial<Panel> {
  return { targets: [{ refId: 'A', expr }] };
}

it('has nothing to say about a good dashboard', () => {
  expect(lintDashboard(dashboard({}))).toEqual([]);
});

it.each([
  ['no description', dashboard({ description: '' }), 'has no description'],
  ['no unit', dashboard({ fieldConfig: { defaults: {} } }), 'has no unit'],
  ['no query', dashboard({ targets: [] }), 'has no query'],
  ['a data source of its own', dashboard({ datasource: { uid: 'x' } }), 'a data source of its own'],
  ['a fixed range', dashboard(target(`rate(a_total${CHOSEN}[5m])`)), '$__rate_interval'],
  ['every instance', dashboard(target('a{job=~"$job"}')), 'does not use $instance'],
  ['too wide', dashboard({ gridPos: { x: 1, y: 0, w: 24, h: 8 } }), 'wider than the dashboard'],
  ['one job only', dashboard({}, { multi: false }), 'variable job allows one value only'],
])('finds a panel or variable with %s', (_, model, fault) => {
  expect(lintDashboard(model).join('\n')).toContain(fault);
});

it('does not take what is no PromQL or no variable', () => {
  expect(() => lintDashboard(dashboard(target('rate(')))).toThrow('not PromQL');
  expect(() => lintDashboard(dashboard(target(`a${CHOSEN} > $limit`)))).toThrow('is no variable');
});
