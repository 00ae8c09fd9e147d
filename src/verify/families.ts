import type { ExpositionFamily } from '../exposition/family.ts';
import { hasKnownSeries } from '../render/metric-traits.ts';
import { collectorFamilies } from '../spec/collector-families.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { CollectorName } from '../spec/schema.ts';
import { sourceOf } from '../spec/sources.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';

/** Families that the clients bring: process, event loop, garbage collection, interpreter. */
const BROUGHT_ALONG = /^(?:process|nodejs|python)_/;

interface Expected extends Pick<Metric, 'name' | 'type' | 'help' | 'labels'> {
  buckets?: number[];
  /** Series from the first scrape on, where all label values are known. */
  series?: number;
  /** The collector that reads it; nothing is expected while its upstream cannot be read. */
  collector?: CollectorName;
  /** It may be absent: nothing has happened yet that it tells of. */
  optional?: boolean;
}

/** Every family that exporter.yaml asks for, with those the program adds itself. */
function expectedFamilies(spec: ExporterSpec): Expected[] {
  const { collectorLastSuccess, ...own } = ownFamilies(spec);
  const brought = Object.entries(collectorFamilies(spec)).flatMap(([collector, families]) =>
    families.map((family): Expected => ({ ...family, collector: collector as CollectorName })),
  );
  return [
    ...spec.metrics.map(ofMetric),
    ...Object.values(own),
    ...(collectorLastSuccess ? [{ ...collectorLastSuccess, optional: true }] : []),
    ...brought,
  ];
}

function ofMetric(metric: Metric): Expected {
  const { name, type, help, labels, buckets } = metric;
  const collector = sourceOf(metric);
  const series = Object.values(labels).reduce((product, values) => product * values.length, 1);
  return {
    ...{ name, type, help, labels, buckets },
    ...(collector && { collector }),
    ...(hasKnownSeries(metric) && { series }),
  };
}

/**
 * Compares an exposition with exporter.yaml.
 * @param silent collectors whose upstream could not be read
 * @returns a sentence for each family that is missing, differs or was not declared
 */
export function familyProblems(
  spec: ExporterSpec,
  found: ReadonlyMap<string, ExpositionFamily>,
  silent: ReadonlySet<string>,
): string[] {
  const expected = expectedFamilies(spec);
  const problems: string[] = [];
  for (const family of expected) {
    const there = found.get(family.name);
    if (there) problems.push(...differences(family, there));
    else if (isRequired(family, silent)) problems.push(`${family.name} is missing.`);
  }
  const declared = new Set(expected.map(({ name }) => name));
  for (const name of found.keys()) {
    if (declared.has(name) || BROUGHT_ALONG.test(name)) continue;
    problems.push(`${name} is not declared in exporter.yaml.`);
  }
  return problems;
}

/** What is read and has labels may have no row to show. */
function isRequired(
  { collector, labels, optional }: Expected,
  silent: ReadonlySet<string>,
): boolean {
  if (optional) return false;
  return collector === undefined || (!silent.has(collector) && Object.keys(labels).length === 0);
}

function* differences(family: Expected, found: ExpositionFamily): Generator<string> {
  const { name, type, help, labels, buckets = [], series } = family;
  if (found.type !== type)
    yield `${name} is a ${found.type ?? 'family without a type'}, not a ${type}.`;
  if (!found.help?.startsWith(help)) {
    yield `${name} has the help text ${JSON.stringify(found.help ?? '')}, not ${JSON.stringify(help)}.`;
  }
  const metrics = metricsOf(found);
  if (series !== undefined && metrics !== series) {
    yield `${name} starts with ${metrics} label sets, not with all ${series} that are known.`;
  }
  if (found.samples === 0) return;
  const [has, wants] = [[...found.labelUse().use.keys()], Object.keys(labels)].map((all) =>
    all.sort().join(', '),
  );
  if (has !== wants) yield `${name} has the labels ${has || 'none'}, not ${wants || 'none'}.`;
  if (type === 'histogram' && String(found.bounds) !== String(buckets)) {
    yield `${name} has the buckets ${found.bounds.join(', ')}, not ${buckets.join(', ')}.`;
  }
}

/** Label sets of a family; the buckets of a histogram are one. */
function metricsOf({ shapes }: ExpositionFamily): number {
  let metrics = 0;
  const pending = [shapes];
  for (const shape of pending) {
    metrics += shape.metrics;
    // One by one: spread, so many children as a family may have are more arguments than a call can take.
    for (const child of shape.children.values()) pending.push(child);
  }
  return metrics;
}
