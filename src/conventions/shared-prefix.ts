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

/** Said once, where every metric would be told to take the namespace in front of the word it begins with. */
export function otherNamespace(
  prefix: string,
  { metrics, namespace }: Pick<ExporterSpec, 'metrics' | 'namespace'>,
): Finding {
  return {
    rule: prefixMissing.id,
    level: prefixMissing.level,
    subject: 'namespace',
    message: `The names of all ${metrics.length} metrics start with "${prefix}_" and not with the namespace "${namespace}_": give --namespace ${prefix}, or write "namespace: ${prefix}" in exporter.yaml`,
  };
}
