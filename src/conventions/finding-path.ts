import type { Finding } from '../findings.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import type { Path } from '../spec/validate.ts';

/** What has keys that may have dots in them. */
const WITH_KEYS = /^(allow|http-probe\.targets)\.(.*)$/s;

/** The place in the spec that a finding is about, and whether it is the key there that is. */
export function findingPath(
  { subject, label }: Pick<Finding, 'subject' | 'label'>,
  spec: ExporterSpec,
): [path: Path, atKey: boolean] {
  // Of two metrics of one name, the later is the one in the way.
  const index = spec.metrics.findLastIndex(
    ({ name, labels }) => name === subject && (label === undefined || Object.hasOwn(labels, label)),
  );
  if (index >= 0) {
    return label === undefined
      ? [['metrics', index, 'name'], false]
      : [['metrics', index, 'labels', label], true];
  }
  const http = Object.entries(spec.http ?? {}).find(([, name]) => name === subject);
  if (http) return [['http', http[0]], false];
  const [, field, key] = WITH_KEYS.exec(subject) ?? [];
  const path = field === undefined ? subject.split('.') : [...field.split('.'), key!];
  return [path, false];
}
