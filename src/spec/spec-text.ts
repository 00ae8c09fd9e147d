import { yamlText } from '../yaml/text.ts';
import type { ExporterSpec } from './spec.ts';

/** Where editors find the published JSON Schema. */
export const SCHEMA_LINE =
  'yaml-language-server: $schema=https://unpkg.com/create-exporter@0/dist/exporter.schema.json';

/** Nothing connects to a batch job, and it reads nothing when scraped. */
const UNUSED_BY_BATCH = { port: undefined, collectors: undefined };

/** The exporter.yaml of a spec: everything that was decided, in the order of the format. */
export function specText(spec: ExporterSpec): string {
  const { metrics, allow, ...rest } = spec;
  const input = {
    ...rest,
    ...(spec.pattern === 'batch' && UNUSED_BY_BATCH),
    metrics: metrics.map((metric) => ({
      ...metric,
      labels: emptyToUndefined(metric.labels),
      buckets: emptyToUndefined(metric.buckets),
      quantiles: emptyToUndefined(metric.quantiles),
    })),
    ...(Object.keys(allow).length > 0 && { allow }),
  };
  return yamlText(input, { header: SCHEMA_LINE, oneLine: true });
}

function emptyToUndefined<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
