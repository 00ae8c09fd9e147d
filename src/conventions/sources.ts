import type { Finding } from '../findings.ts';
import type { CollectorName, SpecInput } from '../spec/schema.ts';
import { METRIC_SOURCES, sourceOf } from '../spec/sources.ts';
import type { SOURCE_RULE_IDS } from './rule-ids.ts';

/** What a metric says to be read by each collector, for people. */
const EXAMPLES: Partial<Record<CollectorName, string>> = {
  sql: 'sql: SELECT …',
  'json-api': 'json-api: { value: … }',
  log: 'log: { match: … }',
  custom: 'custom: true',
};

type SourceFinding = Finding & { rule: (typeof SOURCE_RULE_IDS)[number] };

/**
 * What was decided about collectors without anybody having said so. It takes the spec as its author wrote it: once the
 * defaults are filled in, nobody can tell. What its `allow` names is left out.
 */
export function sourceFindings(input: SpecInput): Finding[] {
  const { pattern, collectors = [], metrics = [], allow = {} } = input;
  const unsaid =
    pattern === 'sidecar' && collectors.length === 0
      ? metrics.filter((metric) => sourceOf(metric) === undefined)
      : [];
  const read = new Set(metrics.map(sourceOf));
  // In a sidecar, your own code reads what nothing else is said of.
  const hasUnsaid = pattern === 'sidecar' && read.has(undefined);
  const idle = METRIC_SOURCES.filter(
    (name) => collectors.includes(name) && !read.has(name) && !(name === 'custom' && hasUnsaid),
  );
  const findings = [
    ...unsaid.map(
      ({ name }): SourceFinding => ({
        rule: 'source-missing',
        level: 'warning',
        subject: name,
        message:
          'It does not say how it is read, so your own code reads it; say "custom: true", or give it "sql", "json-api" or "log"',
      }),
    ),
    ...idle.map(
      (name): SourceFinding => ({
        rule: 'collector-idle',
        level: 'warning',
        subject: 'collectors',
        message: `The collector ${name} has no metric to read; give one "${EXAMPLES[name]}" in exporter.yaml`,
      }),
    ),
  ];
  return findings.filter(({ rule }) => !Object.hasOwn(allow, rule));
}
