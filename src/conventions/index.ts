import type { Finding } from '../findings.ts';
import { collectorFamilies } from '../spec/collector-families.ts';
import { foreignFamilies } from '../spec/foreign-families.ts';
import { nearest } from '../spec/nearest.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { claim, claimedNames, claimIndex } from './claimed-names.ts';
import type { Claim, Context, Family, NameInput, Rule } from './rule.ts';
import { NEVER_ALLOWED, neverAllowedMessage, RULE_IDS } from './rule-ids.ts';
import { buckets } from './rules/buckets.ts';
import { camelCase } from './rules/camel-case.ts';
import { counter } from './rules/counter.ts';
import { duplicate } from './rules/duplicate.ts';
import { help } from './rules/help.ts';
import { labelCardinality } from './rules/label-cardinality.ts';
import { labelInName } from './rules/label-in-name.ts';
import { labelTarget } from './rules/label-target.ts';
import { labelsDiffer } from './rules/labels-differ.ts';
import { metricUnits } from './rules/metric-units.ts';
import { nameInvalid } from './rules/name-invalid.ts';
import { prefixMissing } from './rules/prefix-missing.ts';
import { prefixReserved } from './rules/prefix-reserved.ts';
import { quantiles } from './rules/quantiles.ts';
import { reserved } from './rules/reserved.ts';
import { reservedChars } from './rules/reserved-chars.ts';
import { seriesBudget } from './rules/series-budget.ts';
import { successLabel } from './rules/success-label.ts';
import { typeInName } from './rules/type-in-name.ts';
import { unitAbbreviations } from './rules/unit-abbreviations.ts';
import { unitMissing } from './rules/unit-missing.ts';
import { otherNamespace, sharedPrefix, underNamespace } from './shared-prefix.ts';

export { claim, claimIndex } from './claimed-names.ts';
export { correctName } from './correct-name.ts';
export type { Claim, Context, Family, FamilyType, Rule } from './rule.ts';
export {
  estimateSeries,
  estimateTotal,
  OPEN_LABEL_VALUES,
  programSeries,
  seriesPerRequestKind,
} from './series.ts';
export { settingFindings } from './settings.ts';
export { sourceFindings } from './sources.ts';

/** The rules `promtool check metrics` has too, in its words. */
export const PROMTOOL_RULES: readonly Rule[] = [
  help,
  metricUnits,
  counter,
  reserved,
  typeInName,
  reservedChars,
  camelCase,
  unitAbbreviations,
  duplicate,
];

/** Every rule, in the order its findings are reported in. */
export const RULES: readonly Rule[] = [
  nameInvalid,
  ...PROMTOOL_RULES,
  prefixMissing,
  prefixReserved,
  unitMissing,
  labelCardinality,
  labelTarget,
  labelInName,
  labelsDiffer,
  buckets,
  quantiles,
  seriesBudget,
  successLabel,
];

/**
 * What an author of a spec can act on in the HTTP metrics: their names and bounds. Labels and help are the middleware's,
 * and how far the series multiply depends on the routes the application gets.
 */
const HTTP_RULES = RULES.filter(
  ({ id }) =>
    ![seriesBudget, labelInName, labelCardinality, labelTarget, successLabel].some(
      (rule) => rule.id === id,
    ),
);

/** What the check of one metric needs to know, and what it leaves out. */
export interface LintContext extends Context {
  /** Rule id → why it is broken on purpose. */
  allow?: Readonly<Record<string, string>>;
}

/**
 * All findings about one metric, such as one being typed at a prompt. `claimedByProject`, and the metrics that are there
 * already, give `context.claimed`.
 */
export function lintMetric(metric: Family, context: LintContext): Finding[] {
  return run(RULES, metric, context);
}

/**
 * All findings about a spec: its `allow`, the families every program has, its metrics in their order. What `allow` names is left out.
 * Of two metrics that clash the later one is reported.
 */
export function lintSpec(spec: ExporterSpec): Finding[] {
  const claimed = claimedByProgram(spec);
  const http = httpFamilies(spec);
  const { namespace, allow } = spec;
  const context: LintContext = { namespace, claimed, allow, isPushed: spec.pattern === 'batch' };
  const prefix = sharedPrefix(spec);
  const ownContext = { ...context, namespace: prefix ?? namespace };
  return [
    ...uselessAllowed(allow),
    ...(prefix === undefined || Object.hasOwn(allow, prefixMissing.id)
      ? []
      : [otherNamespace(prefix, spec)]),
    ...http.flatMap((family) => {
      const findings = run(HTTP_RULES, family, context);
      claim(claimed, family, PROJECT);
      return findings.map((finding) => underNamespace(finding, namespace));
    }),
    ...spec.metrics.flatMap((metric) => {
      const findings = run(RULES, metric, ownContext);
      claim(claimed, metric);
      return findings;
    }),
  ];
}

/** Tells of a metric whether its name clashes with anything in a spec. */
export function takenNames(spec: ExporterSpec): (metric: NameInput) => boolean {
  const claimed = claimedByProject(spec);
  for (const metric of spec.metrics) claim(claimed, metric);
  return (metric) => claimedNames(metric).some((name) => claimed.has(name));
}

/** All names that a project takes whatever metrics it is given. */
export function claimedByProject(spec: ExporterSpec): Map<string, Claim> {
  const claimed = claimedByProgram(spec);
  for (const family of httpFamilies(spec)) claim(claimed, family, PROJECT);
  return claimed;
}

const PROJECT = 'the project itself';

/** The names that the program, its collectors, its client library and its Pushgateway take; but for those of HTTP they cannot be chosen. */
function claimedByProgram(spec: ExporterSpec): Map<string, Claim> {
  const { requests: _, duration: __, inProgress: ___, ...fixed } = ownFamilies(spec);
  const claimed = claimIndex([]);
  // The names of these begin with the namespace, which is not known where it is empty.
  if (spec.namespace !== '') {
    for (const family of Object.values(fixed)) claim(claimed, family, PROJECT);
    for (const [collector, families] of Object.entries(collectorFamilies(spec))) {
      for (const family of families) claim(claimed, family, `the collector ${collector}`);
    }
  }
  const others = spec.pattern === 'batch' ? 'the Pushgateway' : 'the client library';
  for (const family of foreignFamilies(spec)) claim(claimed, family, others);
  return claimed;
}

function httpFamilies(spec: ExporterSpec): Family[] {
  const { requests, duration, inProgress } = ownFamilies(spec);
  return [requests, duration, inProgress].filter((family) => family !== undefined);
}

function run(rules: readonly Rule[], metric: Family, context: LintContext): Finding[] {
  const { allow = {} } = context;
  return rules
    .filter((rule) => !Object.hasOwn(allow, rule.id) || NEVER_ALLOWED.has(rule.id))
    .flatMap((rule) => rule.check(metric, context));
}

/** An id that silences nothing would say so to nobody. */
function uselessAllowed(allow: ExporterSpec['allow']): Finding[] {
  return Object.keys(allow).flatMap((id) => {
    const finding = { rule: 'allow', level: 'error', subject: `allow.${id}` } as const;
    if (NEVER_ALLOWED.has(id)) return [{ ...finding, message: neverAllowedMessage(id) }];
    if (RULE_IDS.some((known) => known === id)) return [];
    const suggestion = nearest(id, RULE_IDS);
    const message = `There is no rule "${id}"; the rules are ${RULE_IDS.join(', ')}.`;
    return [{ ...finding, message, ...(suggestion !== undefined && { suggestion }) }];
  });
}
