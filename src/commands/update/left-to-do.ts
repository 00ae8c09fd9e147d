import type { PlannedUpdate } from '../../project/update-plan.ts';
import type { OwnCode } from '../../render/own-code.ts';
import { sourceOf } from '../../spec/sources.ts';
import type { Metric } from '../../spec/spec.ts';
import type { LoadedProject } from '../project/load.ts';

/** What the owner has to do for metrics that changed, where the module whose example would show it is theirs by now. */
export function leftToDo(
  { spec, former = spec }: LoadedProject,
  files: readonly PlannedUpdate[],
  places: readonly OwnCode[],
): string[] {
  return places.flatMap(({ module, uses }) => {
    const file = files.find(({ path }) => path === module);
    if (file?.action !== 'keep' || !file.reason) return [];
    const text = file.existing ?? '';
    const has = (use: string) => text.includes(use.replace(/\)$/, ''));
    const [before, now] = [uses(former), uses(spec)];
    const gone = [...before].filter(([use]) => !now.has(use) && has(use));
    const left = [...now].flatMap(([use, metric]) => {
      const known = before.get(use);
      if (known === undefined) return has(use) ? [] : [newPart(use, metric)];
      return labelsOf(known) === labelsOf(metric) ? [] : [changedPart(use, metric)];
    });
    return [...gone.map(([use, metric]) => gonePart(use, metric)), ...left].map(
      (part) => `${module}: ${part}`,
    );
  });
}

function newPart(use: string, metric: Metric): string {
  return isRead(metric)
    ? `${use} is new: add it to METRICS, with a function that reads it`
    : `${metric.name} is new: call ${use} where it happens`;
}

function gonePart(use: string, metric: Metric): string {
  return isRead(metric)
    ? `${use} is gone: take it out of METRICS`
    : `${metric.name} is gone: take ${use} out`;
}

function changedPart(use: string, metric: Metric): string {
  const labels = labelsOf(metric) || 'no labels';
  const what = `${metric.name} now has ${labels}`;
  return isRead(metric) ? `${what}: read them` : `${what}: change ${use}`;
}

function isRead(metric: Metric): boolean {
  return sourceOf(metric) !== undefined;
}

function labelsOf({ labels }: Metric): string {
  return Object.keys(labels).join(', ');
}
