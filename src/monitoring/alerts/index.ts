import type { ExporterSpec } from '../../spec/spec.ts';
import { batchAlerts } from './batch.ts';
import { collectorAlerts } from './collectors.ts';
import type { AlertDefinition, DefinitionGroup } from './definition.ts';
import { httpAlerts } from './http.ts';
import { metricAlertName, metricAlerts } from './metric.ts';
import { targetAlerts } from './target.ts';
import { upstreamAlerts } from './upstreams.ts';

const groupsBySpec = new WeakMap<ExporterSpec, readonly DefinitionGroup[]>();

/** Every rule of a project, by what it is about; the most urgent first. Rules, their tests and the README all ask. */
export function definitionGroups(spec: ExporterSpec): readonly DefinitionGroup[] {
  const groups = groupsBySpec.get(spec) ?? groupsOf(spec);
  groupsBySpec.set(spec, groups);
  return groups;
}

function groupsOf(spec: ExporterSpec): DefinitionGroup[] {
  const groups = [
    targetAlerts(spec),
    ...(spec.batch ? [batchAlerts(spec)] : []),
    ...(spec.http ? [httpAlerts(spec)] : []),
    ...(spec.collectors.length > 0 ? [collectorAlerts(spec), upstreamAlerts(spec)] : []),
    metricAlerts(spec),
  ];
  return groups.filter(({ alerts }) => alerts.length > 0);
}

/** Every alert of a project. */
export function alertDefinitions(spec: ExporterSpec): AlertDefinition[] {
  return definitionGroups(spec).flatMap(({ alerts }) => alerts);
}

/** Metrics whose alert is called like one that comes before it. */
export function clashingAlerts(spec: ExporterSpec): { metric: string; alert: string }[] {
  if (spec.metrics.every(({ alert }) => alert === undefined)) return [];
  const ofProgram = groupsOf({ ...spec, metrics: [] }).flatMap(({ alerts }) => alerts);
  const taken = new Set(ofProgram.map(({ name }) => name));
  return spec.metrics.flatMap((metric) => {
    if (metric.alert === undefined) return [];
    const alert = metricAlertName(metric);
    const isTaken = taken.has(alert);
    taken.add(alert);
    return isTaken ? [{ metric: metric.name, alert }] : [];
  });
}
