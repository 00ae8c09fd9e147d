import type { ExpositionFamily, SampleType } from '../exposition/family.ts';
import type { Finding } from '../findings.ts';
import { PUSHGATEWAY } from '../spec/foreign-families.ts';
import { claim, claimIndex } from './claimed-names.ts';
import { PROMTOOL_RULES, RULES } from './index.ts';
import type { Family, FamilyType } from './rule.ts';
import { labelCardinality } from './rules/label-cardinality.ts';
import { labelInName } from './rules/label-in-name.ts';
import { prefixMissing } from './rules/prefix-missing.ts';
import { prefixReserved } from './rules/prefix-reserved.ts';

/** Client libraries bring these; who serves them cannot rename them. */
const BROUGHT_ALONG = /^(?:process|go|python|nodejs|jvm|dotnet|ruby|promhttp)_/;

/**
 * Nobody says which namespace an exposition has, which may well be called like a label (`node_cpu_seconds_total{cpu}` has
 * its subsystem from it), and names that are reserved are in the right place there.
 */
const NEED_A_SPEC: ReadonlySet<string> = new Set([
  prefixMissing.id,
  prefixReserved.id,
  labelInName.id,
]);
const OWN_RULES = RULES.filter(
  (rule) => !PROMTOOL_RULES.includes(rule) && !NEED_A_SPEC.has(rule.id),
);

/** What an `_info` is for: identities as labels of one series. */
const INFO_RULES = OWN_RULES.filter(({ id }) => id !== labelCardinality.id);

/** On a Pushgateway these are the labels of what was pushed, as they should be. */
const GROUPING_LABELS = new Set(['job', 'instance']);

const TYPES: Record<SampleType, FamilyType> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  gauge_histogram: 'gauge_histogram',
  summary: 'summary',
  untyped: 'untyped',
  info: 'gauge',
  stateset: 'gauge',
};

/**
 * All findings about the families of an exposition. promtool's rules are asked about every family and are errors, so
 * the verdict is promtool's. Ours are warnings there: what is measured already can often not be renamed, and a name
 * alone does not prove that a label is unbounded. Families of client libraries are spared them.
 * @param place what was read, for the locations
 */
export function lintExposition(families: readonly ExpositionFamily[], place: string): Finding[] {
  const context = { namespace: '', claimed: claimIndex([]) };
  const names = new Set(families.map(({ metricName }) => metricName));
  const isPushed = names.has(PUSHGATEWAY.pushed.name);
  return families.flatMap((family) => {
    const metric = asMetric(family, isPushed);
    const findings = PROMTOOL_RULES.flatMap((rule) => rule.check(metric, context));
    if (!BROUGHT_ALONG.test(metric.name) && !isCreationTime(metric.name, names)) {
      const rules = metric.name.endsWith('_info') ? INFO_RULES : OWN_RULES;
      const own = rules.flatMap((rule) => rule.check(metric, context));
      findings.push(...own.map((finding) => ({ ...finding, level: 'warning' as const })));
      claim(context.claimed, metric);
    }
    return findings.map(({ at = family, ...finding }) => ({
      ...finding,
      location: `${place}:${at.line}:${at.column}`,
    }));
  });
}

function asMetric(family: ExpositionFamily, isPushed: boolean): Family {
  const { metrics, use: labelUse } = family.labelUse();
  const type = TYPES[family.type ?? 'untyped'];
  return {
    name: family.metricName,
    type,
    help: family.help ?? '',
    labels: Object.fromEntries(
      [...labelUse.keys()]
        .filter((label) => !isPushed || !GROUPING_LABELS.has(label))
        .map((label) => [label, []]),
    ),
    buckets: type === 'histogram' ? family.bounds : [],
    quantiles: type === 'summary' ? family.bounds : [],
    observed: {
      series: family.samples,
      metrics,
      labelUse,
      repeated: family.repeated,
      repeatedAt: family.repeatedAt,
      bucketDefects: family.bucketDefects,
    },
  };
}

/** Some clients write the creation times of a family as another family. */
function isCreationTime(name: string, names: ReadonlySet<string>): boolean {
  if (!name.endsWith('_created')) return false;
  const base = name.slice(0, -'_created'.length);
  return names.has(base) || names.has(`${base}_total`);
}
