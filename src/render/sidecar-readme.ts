import { collectorFamilies } from '../spec/collector-families.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { CollectorName } from '../spec/schema.ts';
import { type MetricSource, sourceOf } from '../spec/sources.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';

/** When a metric is there that a collector reads. */
const READ: Record<MetricSource, string> = {
  sql: 'when the database was read',
  'json-api': 'when the document was read',
  log: 'with the first line of each label set',
  custom: 'when your code gave a value',
};

/** When a family is there that a collector brings. */
const BROUGHT: Partial<Record<CollectorName, string>> = {
  mongodb: 'when the server was read',
  'http-probe': 'when the API was asked',
  log: 'when the log was read',
};

/** What each collector reads. */
const UPSTREAMS: Record<CollectorName, string> = {
  mongodb: 'MongoDB',
  sql: 'database',
  'http-probe': 'web addresses',
  'json-api': 'JSON document',
  log: 'log',
  custom: 'your own code',
};

export function upstreams({ collectors }: ExporterSpec): string {
  return collectors.map((name) => UPSTREAMS[name]).join(', ');
}

/** When a family is there that a collector or the scrape itself brings; undefined for all others. */
export function scrapedWhen({ name }: Metric, spec: ExporterSpec): string | undefined {
  const [collector] =
    Object.entries(collectorFamilies(spec)).find(([, families]) =>
      families.some((family) => family.name === name),
    ) ?? [];
  if (collector !== undefined) return BROUGHT[collector as CollectorName];
  const own = ownFamilies(spec);
  if (name === own.collectorLastSuccess?.name) return 'when a read was kept';
  const perScrape = [own.up, own.scrapeDuration, own.collectorSuccess, own.collectorDuration];
  return perScrape.some((family) => family?.name === name) ? 'with every scrape' : undefined;
}

/** When a metric of the spec that a collector reads is there. */
export function readWhen(metric: Metric): string {
  const source = sourceOf(metric)!;
  const isKnown = Object.values(metric.labels).every((values) => values.length > 0);
  return source === 'log' && isKnown ? 'when the log was read, beginning at 0' : READ[source];
}
