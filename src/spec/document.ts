import { Document, isCollection, isScalar, isSeq, visit } from 'yaml';
import type { SpecSource } from './parse.ts';
import type { SpecInput } from './schema.ts';
import type { ExporterSpec } from './spec.ts';

/** Where editors find the published JSON Schema. */
const SCHEMA_LINE =
  ' yaml-language-server: $schema=https://unpkg.com/create-exporter/dist/exporter.schema.json';

/** The exporter.yaml of a spec: everything that was decided, in the order of the format. */
export function specText(spec: ExporterSpec): string {
  const { metrics, allow, ...rest } = spec;
  const document = new Document({
    ...rest,
    metrics: metrics.map((metric) => ({
      ...metric,
      labels: emptyToUndefined(metric.labels),
      buckets: emptyToUndefined(metric.buckets),
      quantiles: emptyToUndefined(metric.quantiles),
    })),
    ...(Object.keys(allow).length > 0 && { allow }),
  });
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.value) && pair.value.value === undefined) return visit.REMOVE;
      return undefined;
    },
    Seq: (_, sequence) => {
      if (sequence.items.every(isScalar)) sequence.flow = true;
    },
  });
  document.commentBefore = SCHEMA_LINE;
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

/** The text of the file a spec came from, with its comments, and with the fields that flags changed. */
export function editedText({ document, input: before }: SpecSource, after: SpecInput): string {
  for (const [field, value] of Object.entries(after)) {
    if (JSON.stringify(value) === JSON.stringify(before[field as keyof SpecInput])) continue;
    const node = document.createNode(value);
    if (isSeq(node) && node.items.every((item) => !isCollection(item))) node.flow = true;
    document.set(field, node);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function emptyToUndefined<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}
