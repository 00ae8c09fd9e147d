import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { compare, increase, value } from '../promql.ts';
import {
  type AlertDefinition,
  camelCaseName,
  type DefinitionGroup,
  scraped,
} from './definition.ts';
import { humanizeDuration } from './humanize.ts';
import { constant, growing } from './series.ts';

/** Seconds that Prometheus waits for a scrape unless it is told otherwise, as in the configuration of the project. */
const SCRAPE_TIMEOUT = 10;
/** Four fifths of it. Prometheus exposes the timeout only when a feature flag asks for it. */
export const LONG_SCRAPE = 0.8 * SCRAPE_TIMEOUT;

/**
 * Collectors fail, are slow or hit their limit. What is old needs no alert: a kept read that is too old is left out, and
 * the collector fails until there is a new one.
 */
export function collectorAlerts(spec: ExporterSpec): DefinitionGroup {
  return {
    topic: 'collectors',
    recordings: [],
    alerts: [
      failing(spec),
      ...(spec.pattern === 'sidecar' ? [longScrape(spec)] : []),
      seriesDropped(spec),
    ],
  };
}

function failing(spec: ExporterSpec): AlertDefinition {
  const { name } = spec;
  const family = ownFamilies(spec).collectorSuccess!;
  const labels = scraped(spec, { collector: spec.collectors[0]! });
  return {
    name: `${camelCaseName(name)}CollectorFailing`,
    expr: compare(value(family, { job: name }), '==', 0),
    for: '5m',
    // A sidecar that cannot read is of no use, an application may well be.
    severity: spec.pattern === 'sidecar' ? 'critical' : 'warning',
    summary: `Collector {{ $labels.collector }} of ${name} fails`,
    description: `Collector {{ $labels.collector }} on {{ $labels.instance }} fails, wholly or in part: what it cannot read, or not in time, is missing. The page / of the exporter shows the error.`,
    when: 'a collector cannot read its source, wholly or in part',
    firing: { series: constant(family.name, labels, 0), labels },
    silent: constant(family.name, labels, 1),
  };
}

function longScrape(spec: ExporterSpec): AlertDefinition {
  const family = ownFamilies(spec).scrapeDuration!;
  const labels = scraped(spec);
  return {
    name: `${camelCaseName(spec.name)}ScrapeSlow`,
    expr: compare(value(family, { job: spec.name }), '>', LONG_SCRAPE),
    for: '10m',
    severity: 'warning',
    summary: `Scrapes of ${spec.name} are near their timeout`,
    description: `A scrape of {{ $labels.instance }} takes {{ $value | humanizeDuration }}, more than ${humanizeDuration(LONG_SCRAPE)} of the ${humanizeDuration(SCRAPE_TIMEOUT)} of the default scrape_timeout. Collectors that are late are left out; set a min-interval for those that are expensive, or a longer scrape_timeout and with it the bound of this rule.`,
    when: `a scrape takes longer than ${LONG_SCRAPE} s, which belongs to the default scrape_timeout of ${SCRAPE_TIMEOUT} s: change both together`,
    firing: {
      series: constant(family.name, labels, LONG_SCRAPE + 1),
      labels,
      value: humanizeDuration(LONG_SCRAPE + 1),
    },
    silent: constant(family.name, labels, LONG_SCRAPE - 1),
  };
}

function seriesDropped(spec: ExporterSpec): AlertDefinition {
  const family = ownFamilies(spec).seriesDropped!;
  const labels = scraped(spec, { collector: spec.collectors[0]! });
  return {
    name: `${camelCaseName(spec.name)}SeriesDropped`,
    expr: compare(increase(family, { where: { job: spec.name }, range: '15m' }), '>', 0),
    for: '5m',
    severity: 'warning',
    summary: `Collector {{ $labels.collector }} of ${spec.name} has too many series`,
    description: `Series of collector {{ $labels.collector }} on {{ $labels.instance }} are left out or added up as "other". Find the label with too many values, or raise --collector.{{ $labels.collector }}.max-series.`,
    when: 'a collector has more series than its `max-series`',
    firing: { series: growing(family.name, labels, 1), labels },
    silent: constant(family.name, labels, 7),
  };
}
