import { createHash } from 'node:crypto';
import { SCRAPE } from '../../spec/foreign-families.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { typed } from '../natural-query.ts';
import { selector } from '../promql.ts';
import { healthRow } from './health-row.ts';
import { placedPanels } from './layout.ts';
import { metricPanels } from './metric-panels.ts';
import { DATASOURCE, type Row } from './model.ts';
import { collectorRow, httpRow, jobRow, upstreamRows } from './pattern-rows.ts';
import { processRow } from './process-row.ts';
import { firing } from './scope.ts';

/** Version of the dashboard model: that of Grafana 12, which older ones read as well. */
const SCHEMA_VERSION = 41;

/** The Grafana dashboard of a project: its JSON model, with a uid that stays the same. */
export function dashboard(spec: ExporterSpec): object {
  return {
    uid: uidOf(spec.name),
    title: spec.name,
    description: spec.description,
    tags: ['prometheus', spec.namespace],
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    // Grafana offers a copy to change; this one is written again with the project.
    editable: false,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: spec.pattern === 'batch' ? 'now-7d' : 'now-3h', to: 'now' },
    timezone: 'browser',
    links: [alertsLink(spec)],
    annotations: { list: [alertAnnotation(spec)] },
    templating: { list: variables(spec) },
    panels: placedPanels(rowsOf(spec)),
  };
}

function rowsOf(spec: ExporterSpec): Row[] {
  return [
    healthRow(spec),
    ...metricRows(spec),
    ...(spec.batch ? [jobRow(spec)] : []),
    ...(spec.http ? [httpRow(spec)] : []),
    ...upstreamRows(spec),
    ...(spec.collectors.length > 0 ? [collectorRow(spec)] : []),
    ...(spec.pattern === 'batch' ? [] : [processRow(spec)]),
  ];
}

/** More metrics than this are put into several rows, of which the first is open: Grafana asks for open ones only. */
const METRICS_PER_ROW = 24;

/** Histograms fill lines of their own, so they come last. */
function metricRows(spec: ExporterSpec): Row[] {
  const histograms = spec.metrics.filter(({ type }) => type === 'histogram');
  const metrics = [...spec.metrics.filter(({ type }) => type !== 'histogram'), ...histograms];
  const count = Math.ceil(metrics.length / METRICS_PER_ROW);
  return Array.from({ length: count }, (_, index) => {
    const part = metrics.slice(index * METRICS_PER_ROW, (index + 1) * METRICS_PER_ROW);
    const first = index * METRICS_PER_ROW + 1;
    return {
      title: count === 1 ? 'Metrics' : `Metrics ${first} to ${first + part.length - 1}`,
      collapsed: index > 0,
      panels: part.flatMap((metric) => metricPanels(typed(metric), spec, metric.alert)),
    };
  });
}

/** Grafana allows 40 characters. */
function uidOf(name: string): string {
  if (name.length <= 40) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, 31)}-${hash}`;
}

/** Grafana's list of the alert rules of this project; their groups begin with its name. */
function alertsLink({ name }: ExporterSpec): object {
  return {
    type: 'link',
    icon: 'bell',
    title: 'Alert rules',
    tooltip: 'The alert rules of this exporter',
    url: `/alerting/list?search=${encodeURIComponent(`group:${name}`)}`,
    targetBlank: true,
    asDropdown: false,
    includeVars: false,
    keepTime: false,
    tags: [],
  };
}

/** Every graph shows when an alert fired. */
function alertAnnotation(spec: ExporterSpec): object {
  return {
    name: 'Firing alerts',
    datasource: DATASOURCE,
    enable: true,
    iconColor: 'red',
    expr: firing(spec),
    step: '60s',
    titleFormat: '{{alertname}}',
    textFormat: '{{severity}} {{instance}}',
  };
}

/**
 * Which Prometheus, which jobs and which instances. At first the job that the rules look at, and "All" stands for those
 * that are called like it, so nothing else that the Prometheus scrapes is ever shown. What is down is on offer as well:
 * only Prometheus itself knows of a target that never answered. What was pushed is known by its metrics.
 */
function variables(spec: ExporterSpec): object[] {
  const isBatch = spec.pattern === 'batch';
  const family = isBatch ? ownFamilies(spec).jobLastCompletion! : SCRAPE.up;
  const jobs = selector(family.name, { job: { matches: jobsLike(spec.name) } });
  return [
    {
      name: 'datasource',
      label: 'Data source',
      type: 'datasource',
      query: 'prometheus',
      current: {},
      hide: 0,
      includeAll: false,
      multi: false,
      refresh: 1,
      regex: '',
    },
    {
      ...queryVariable('job', 'Job', `label_values(${jobs}, job)`),
      current: { selected: true, text: [spec.name], value: [spec.name] },
    },
    {
      ...queryVariable(
        'instance',
        'Instance',
        `label_values(${selector(family.name, { job: { matches: '$job' } })}, instance)`,
      ),
      current: { selected: true, text: ['All'], value: ['$__all'] },
      // Also those that come later; and what was pushed has no instance, unless somebody groups by it.
      allValue: '.*',
    },
  ];
}

/** The name with words before and behind it: `monitoring/shop-exporter` of an operator, `shop-exporter-eu`. */
function jobsLike(name: string): string {
  return `(.+[-_/])?${name}([-_/].+)?`;
}

function queryVariable(name: string, label: string, query: string): object {
  return {
    name,
    label,
    type: 'query',
    datasource: DATASOURCE,
    definition: query,
    query: { query, refId: `${name}-values` },
    hide: 0,
    includeAll: true,
    multi: true,
    // The instances of the time that is looked at.
    refresh: 2,
    regex: '',
    sort: 1,
  };
}
