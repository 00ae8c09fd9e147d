import {
  type Dashboard,
  dataPanels,
  interpolate,
  labelValuesQuery,
  type Panel,
  type Variable,
} from './dashboard.ts';
import { type Selector, selectorsOf } from './promql.ts';

/** Anything that a person may read into `$job` and the like when a query is only parsed. */
const ANYTHING = {
  job: 'x',
  instance: 'x',
  __rate_interval: '5m',
  __interval: '1m',
  __range: '1h',
};
/** Types of panels that show plain numbers. */
const NUMBERS = ['stat', 'gauge', 'bargauge', 'timeseries', 'table'];
const RATES = ['rate', 'irate', 'increase'];

/**
 * What is wrong with a dashboard by the rules of Grafana's dashboard-linter, one sentence each.
 * Its program is not used because its module cannot be had everywhere.
 */
export function lintDashboard(dashboard: Dashboard): string[] {
  const variables = new Map(dashboard.templating.list.map((variable) => [variable.name, variable]));
  return [
    ...(/^[\w-]{1,40}$/.test(dashboard.uid) ? [] : [`uid: ${dashboard.uid}`]),
    ...('__inputs' in dashboard ? ['__inputs: the data source is to be a variable'] : []),
    ...lintDatasource(variables.get('datasource')),
    ...['job', 'instance'].flatMap((name) => lintLabelVariable(name, variables.get(name))),
    ...dataPanels(dashboard).flatMap((panel) =>
      lintPanel(panel).map((fault) => `panel "${panel.title}": ${fault}`),
    ),
    ...lintLayout(dashboard.panels),
  ];
}

function lintDatasource(variable: Variable | undefined): string[] {
  if (variable?.type !== 'datasource') return ['there is no variable for the data source'];
  return variable.query === 'prometheus' ? [] : ['the data source is not of type prometheus'];
}

function lintLabelVariable(name: string, variable: Variable | undefined): string[] {
  if (variable?.type !== 'query') return [`there is no variable ${name}`];
  const faults = [];
  const { selector, label } = labelValuesQuery(variable);
  if (label !== name) faults.push(`gives values of ${label}`);
  selectorsOf(interpolate(selector, ANYTHING));
  if (!usesVariable(variable.datasource)) faults.push('has a data source of its own');
  if (variable.refresh !== 2) faults.push('is not renewed when the time changes');
  if (!variable.multi) faults.push('allows one value only');
  // What was pushed to a Pushgateway has no instance.
  const all = name === 'instance' ? ['.+', '.*'] : ['.+'];
  if (!all.includes(variable.allValue ?? '')) faults.push(`has the allValue ${variable.allValue}`);
  return faults.map((fault) => `variable ${name} ${fault}`);
}

function lintPanel(panel: Panel): string[] {
  const faults = [];
  if (!panel.title) faults.push('has no title');
  if (!panel.description) faults.push('has no description');
  if (!usesVariable(panel.datasource)) faults.push('has a data source of its own');
  if (NUMBERS.includes(panel.type) && !panel.fieldConfig?.defaults.unit) faults.push('has no unit');
  if (panel.type === 'heatmap' && !panel.options?.yAxis?.unit) faults.push('has no unit');
  if (!panel.targets?.length) faults.push('has no query');
  const references = (panel.targets ?? []).map(({ refId }) => refId);
  if (new Set(references).size < references.length) faults.push('has a refId twice');
  for (const { expr } of panel.targets ?? []) faults.push(...lintQuery(expr));
  return faults;
}

function lintQuery(expr: string): string[] {
  const parsed = interpolate(expr, { ...ANYTHING, job: '$job', instance: '$instance' });
  return selectorsOf(parsed).flatMap((selector) => {
    const faults = ['job', 'instance']
      .filter((label) => !mayBeChosen(selector, label))
      .map((label) => `does not use $${label}`);
    const rated = selector.within.some((name) => RATES.includes(name));
    if (rated && !expr.includes(`${selector.text}[$__rate_interval]`)) {
      faults.push('has a rate over something else than $__rate_interval');
    }
    return faults.map((fault) => `${selector.text} ${fault}`);
  });
}

/** Whether the selector is for the chosen values of a label, or has nothing to do with them. */
function mayBeChosen({ metric, matchers }: Selector, label: string): boolean {
  if (metric === 'ALERTS' && label === 'instance') return true;
  return matchers.some(
    ({ label: name, operator, value }) =>
      (name === label && operator === '=~' && value.split('|').includes(`$${label}`)) ||
      (name === 'job' && operator === '=' && value === 'pushgateway'),
  );
}

function usesVariable(datasource: { uid?: string } | undefined): boolean {
  return ['$datasource', '${datasource}'].includes(datasource?.uid ?? '');
}

/** Panels stay inside the 24 columns and do not lie on one another. */
function lintLayout(panels: Panel[]): string[] {
  const faults: string[] = [];
  const taken = new Map<string, string>();
  for (const { title = '', gridPos } of panels) {
    if (gridPos.x + gridPos.w > 24) faults.push(`panel "${title}" is wider than the dashboard`);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        const other = taken.get(`${x},${y}`);
        if (other !== undefined) return [...faults, `panels "${other}" and "${title}" overlap`];
        taken.set(`${x},${y}`, title);
      }
    }
  }
  return faults;
}
