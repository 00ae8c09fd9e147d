import { estimateSeries, programSeries } from '../conventions/index.ts';
import { inWords, seconds } from '../monitoring/alerts/definition.ts';
import { alertDefinitions, definitionGroups } from '../monitoring/alerts/index.ts';
import { metricQuestion, type Question, questions } from '../monitoring/questions.ts';
import { broughtList, collectorFamilies } from '../spec/collector-families.ts';
import { ownFamilies } from '../spec/own-families.ts';
import { sourceOf } from '../spec/sources.ts';
import type { ExporterSpec, Metric } from '../spec/spec.ts';
import { pushedWhen } from './batch-readme.ts';
import { exampleMetric, namedSources } from './change-readme.ts';
import { markdownCode, markdownText } from './literals.ts';
import { hasKnownSeries, isEvent } from './metric-traits.ts';
import { optionsOf, type ProgramOption } from './program-options.ts';
import { dockerFlags, dockerNotes, readWhen, scrapedWhen, upstreams } from './sidecar-readme.ts';
import { startFlag, startNotes, startVariables, testDatabase } from './start.ts';

/** What the README of a project shows beyond the view of its code. */
export interface ReadmeView {
  families: { name: string; type: string; labels: string; help: string; appears: string }[];
  /** The default as a cell has it. */
  optionRows: ProgramOption[];
  queries: Question[];
  /** The query each family is read with, and what it asks. */
  metricQueries: { name: string; asks: string; promql: string }[];
  alerts: { name: string; severity: string; when: string; held: string }[];
  /** What recording rules keep. */
  recordings: { record: string; what: string }[];
  /** What is read when Prometheus scrapes, in words. */
  upstreams: string;
  /** What stands before the command that starts the program and behind it, and what to know about it, in lines. */
  startVariables: string;
  startFlag: string;
  startNotes: string[];
  /** An address of a database server for the tests; empty where none is read. */
  testDatabase: string;
  /** What a container needs to reach what is read: lines of flags for `docker run`. */
  dockerFlags: string[];
  /** What to know about them, in lines. */
  dockerNotes: string[];
  /** Series there are before anything happens, the runtime's own not counted. */
  firstSeries: number;
  /** How many of the runtime's own there are, about. */
  runtimeSeries: number;
  /** Series that depend on open labels, on a first event or on what is read, in words. */
  growth: string[];
  /** A metric that can be added, as `add metric` takes it. */
  exampleMetric: string;
  /** The collectors that read what metrics of exporter.yaml say; empty where there are none. */
  sources: string;
}

/** Counted on running programs, some scrapes after their start: process, memory, event loop, garbage collection. */
const RUNTIME_SERIES: Record<ExporterSpec['runtime'], number> = { node: 100, python: 16 };

/** The tables of the README, from the same model as the code. */
export function readmeView(spec: ExporterSpec): ReadmeView {
  const own = Object.values(ownFamilies(spec));
  const families = [...spec.metrics, ...broughtList(spec), ...own];
  const known = spec.metrics.filter(startsWithSeries);
  return {
    families: families.map((family) => ({
      name: family.name,
      type: family.type,
      labels: labelsText(family),
      help: family.help,
      appears: appears(family, spec),
    })),
    upstreams: upstreams(spec),
    startVariables: startVariables(spec),
    startFlag: startFlag(spec),
    startNotes: proseOrList(startNotes(spec)),
    testDatabase: testDatabase(spec),
    dockerFlags: dockerFlags(spec),
    dockerNotes: proseOrList(dockerNotes(spec)),
    optionRows: optionsOf(spec).map((option) => ({
      ...option,
      default: option.default && markdownCode(option.default),
    })),
    queries: questions(spec),
    metricQueries: families.map((family) => metricQuestion(family, spec)),
    alerts: alertDefinitions(spec).map(({ name, severity, when, for: held }) => ({
      ...{ name, severity, when, held: seconds(held) > 0 ? inWords(held) : 'at once' },
    })),
    recordings: definitionGroups(spec).flatMap(({ recordings }) =>
      recordings.map(({ record, what }) => ({ record, what })),
    ),
    firstSeries:
      known.reduce((sum, metric) => sum + estimateSeries(metric), 0) + programSeries(spec),
    runtimeSeries: RUNTIME_SERIES[spec.runtime],
    growth: [...growthLines(spec), ...broughtLines(spec)],
    exampleMetric: exampleMetric(spec),
    sources: namedSources(spec),
  };
}

/** Lines of Markdown: a list has more than one item. */
function proseOrList(sentences: string[]): string[] {
  return sentences.length === 1 ? sentences : sentences.map((sentence) => `- ${sentence}`);
}

function labelsText({ labels, quantiles }: Metric): string {
  const parts = Object.entries(labels).map(([name, values]) =>
    values.length === 0 ? `\`${name}\`` : `\`${name}\` (${values.map(markdownText).join(', ')})`,
  );
  if (quantiles.length > 0) parts.push(`\`quantile\` (${quantiles.join(', ')})`);
  return parts.join(', ');
}

/** Whether series exist before the first event. */
function startsWithSeries(metric: Metric): boolean {
  return isEvent(metric) && (Object.keys(metric.labels).length === 0 || hasKnownSeries(metric));
}

function appears(family: Metric, spec: ExporterSpec): string {
  if (spec.pattern === 'batch') return pushedWhen(family, spec);
  if (sourceOf(family) !== undefined) return readWhen(family);
  const scraped = scrapedWhen(family, spec);
  if (scraped !== undefined) return scraped;
  const isOwn = !spec.metrics.includes(family);
  if (startsWithSeries(family)) {
    return family.quantiles.length > 0
      ? 'from the start: count and sum as 0, quantiles as `NaN`'
      : 'from the start, as 0';
  }
  if (!isOwn) return 'with the first event of each label set';
  return family.type === 'gauge' ? 'from the start' : 'with the first request of each label set';
}

function growthLines({ metrics }: ExporterSpec): string[] {
  return metrics
    .filter((metric) => !startsWithSeries(metric))
    .map((metric) => {
      const labels = Object.keys(metric.labels).map((label) => `\`${label}\``);
      const each = labels.length > 0 ? ` for each ${labels.join(' and ')}` : '';
      return `${estimateSeries({ ...metric, labels: {} })}${each} of \`${metric.name}\``;
    });
}

/** A line for each collector that brings families. */
function broughtLines(spec: ExporterSpec): string[] {
  return Object.entries(collectorFamilies(spec)).map(([collector, families]) => {
    const count = (chosen: Pick<Metric, 'type' | 'labels'>[]) =>
      chosen.reduce(
        (sum, { type, labels }) =>
          sum + estimateSeries({ type, labels, buckets: [], quantiles: [] }),
        0,
      );
    const isOpen = ({ labels }: Pick<Metric, 'labels'>) =>
      Object.values(labels).some((values) => values.length === 0);
    const open = families.filter(isOpen).map((family) => ({ ...family, labels: {} }));
    const label = Object.keys(families.find(isOpen)?.labels ?? {})[0];
    const fixed = count(families.filter((family) => !isOpen(family)));
    const of = `of the collector \`${collector}\``;
    const each = `${count(open)} for each \`${label}\``;
    if (open.length === 0) return `${fixed} ${of}`;
    return fixed === 0 ? `${each} ${of}` : `${fixed} ${of}, and ${each}`;
  });
}
