/**
 * The ids of the rules about one metric family, apart from the rules themselves: the command line knows them without
 * loading what checks.
 */
export const FAMILY_RULE_IDS = [
  'name-invalid',
  'help',
  'metric-units',
  'counter',
  'reserved',
  'type-in-name',
  'reserved-chars',
  'camel-case',
  'unit-abbreviations',
  'duplicate',
  'prefix-missing',
  'prefix-reserved',
  'unit-missing',
  'label-cardinality',
  'label-target',
  'label-in-name',
  'labels-differ',
  'buckets',
  'quantiles',
  'series-budget',
  'success-label',
] as const;

/** The ids of the rules about an exporter.yaml as its author wrote it; see `sourceFindings`. */
export const SOURCE_RULE_IDS = ['source-missing', 'collector-idle'] as const;

/** The ids of the rules about the settings of collectors; see `settingFindings`. */
export const SETTING_RULE_IDS = ['probe-timeout', 'password-in-url'] as const;

/** Every id that can be left out. */
export const RULE_IDS = [...FAMILY_RULE_IDS, ...SOURCE_RULE_IDS, ...SETTING_RULE_IDS] as const;

/** Without these the generated program would not start, its metrics be called otherwise, or alerts replace each other. */
export const NEVER_ALLOWED: ReadonlySet<string> = new Set([
  'name-invalid',
  'counter',
  'reserved',
  'alert-name',
]);

/** Why a rule of `NEVER_ALLOWED` is among them, as a sentence. */
export function neverAllowedMessage(id: string): string {
  const why =
    id === 'alert-name'
      ? 'of two alerts of one name, Alertmanager keeps one'
      : 'a client would refuse the metric or change its name';
  return `The rule "${id}" cannot be allowed: ${why}.`;
}
