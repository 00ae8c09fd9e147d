import type { Finding } from '../findings.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import type { Path } from '../spec/validate.ts';

/** The place in the spec that a finding is about. */
export function findingPath({ subject }: Pick<Finding, 'subject'>, spec: ExporterSpec): Path {
  // Of two metrics of one name, the later is the one in the way.
  const index = spec.metrics.findLastIndex((metric) => metric.name === subject);
  if (index >= 0) return ['metrics', index, 'name'];
  const http = Object.entries(spec.http ?? {}).find(([, name]) => name === subject);
  if (http) return ['http', http[0]];
  return subject.split('.');
}
