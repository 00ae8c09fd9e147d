import type { Finding } from '../findings.ts';
import { NAMESPACE_PATTERN } from '../spec/patterns.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { prefixMissing } from './rules/prefix-missing.ts';
import { RESERVED } from './rules/prefix-reserved.ts';

/**
 * The first word of all metrics, where that is another than the namespace: nobody writes it before each of them by
 * chance. One metric shows nothing, and neither do several if one of them has the namespace.
 */
export function sharedPrefix({
  metrics,
  namespace,
}: Pick<ExporterSpec, 'metrics' | 'namespace'>): string | undefined {
  if (metrics.length < 2 || namespace === '') return undefined;
  const [first] = metrics[0]!.name.split('_', 1) as [string];
  const isShared = metrics.every(
    ({ name }) => name.startsWith(`${first}_`) && !name.startsWith(`${namespace}_`),
  );
  const isUsable = new RegExp(NAMESPACE_PATTERN).test(first) && !RESERVED.test(`${first}_`);
  return isShared && isUsable ? first : undefined;
}

/**
 * Said once, where every metric would be told to take the namespace in front of the word it begins with. It is the same
 * however many they are, so that it is not new with each metric that is added.
 */
export function otherNamespace(
  prefix: string,
  { namespace }: Pick<ExporterSpec, 'namespace'>,
): Finding {
  return {
    rule: prefixMissing.id,
    level: prefixMissing.level,
    subject: 'namespace',
    message: `The names of all metrics start with "${prefix}_" and not with "${namespace}_": make "${prefix}" the namespace, such as with "namespace: ${prefix}" in exporter.yaml`,
  };
}

/** What the names of the HTTP metrics are made of, unless their author has chosen others. */
const HTTP_NAME = /_(http_(?:requests_total|request_duration_seconds|requests_in_progress))$/;

/** In a project they are written down with the namespace it was made with, and another takes the place of that. */
export function underNamespace(finding: Finding, namespace: string): Finding {
  const [, rest] = HTTP_NAME.exec(finding.subject) ?? [];
  if (finding.rule !== prefixMissing.id || rest === undefined) return finding;
  return { ...finding, suggestion: `${namespace}_${rest}` };
}
