import { alertRange } from '../../spec/alert-values.ts';
import type { AnyFamily, Family } from '../../spec/family.ts';
import type { Alert } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { isTime } from '../natural-query.ts';
import { type AlertDefinition, type InputSeries, scraped } from './definition.ts';
import { buckets, constant, growing } from './series.ts';

/** A value beyond the bound and one on the side where nothing happens, and series that give them. */
export function casesOf(
  family: AnyFamily,
  { above, below }: Alert,
  spec: ExporterSpec,
  write: (value: number) => string,
): Pick<AlertDefinition, 'firing' | 'silent'> {
  const bound = (above ?? below)!;
  if (family.type === 'gauge' && isTime(family))
    return timeCases(family, { above, below }, spec, write);
  const [least, greatest] = alertRange(family);
  const step = Math.abs(bound) || 1;
  const inRange = (wanted: number) => Math.min(Math.max(wanted, least), greatest);
  const up = family.type === 'histogram' ? greatest : inRange(bound + step);
  const down = family.type === 'histogram' ? least : inRange(bound - step);
  const [loud, quiet] = above === undefined ? [down, up] : [up, down];
  // Where every value is beyond the bound, only the absence of values is not.
  const canBeQuiet = above === undefined ? quiet >= bound : quiet <= bound;
  return {
    firing: {
      series: seriesOf(family, loud, spec),
      labels: resultLabels(family, spec),
      value: write(loud),
    },
    silent: {
      ...(canBeQuiet ? seriesOf(family, quiet, spec) : {}),
      ...(family.type === 'summary' ? idleSeries(family, loud, spec) : {}),
    },
  };
}

/** Seconds from 1970 to 2100: newer than any bound, whenever a test asks. */
const FAR_AHEAD = 4_102_444_800;

/** The same for a point in time, which a test counts from its start; a time that was never set has no age. */
function timeCases(
  family: Family<'gauge'>,
  { above, below }: { above: number | undefined; below: number | undefined },
  spec: ExporterSpec,
  write: (value: number) => string,
): Pick<AlertDefinition, 'firing' | 'silent'> {
  const held = above === undefined ? Math.max(FAR_AHEAD, FAR_AHEAD - below!) : -Math.abs(above) - 1;
  return {
    firing: {
      series: seriesOf(family, held, spec),
      labels: resultLabels(family, spec),
      value: (at) => write(at - held),
    },
    silent: seriesOf(family, 0, spec),
  };
}

/** A value for each label, the first it is known to have. */
function sampleLabels({ labels }: AnyFamily): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([label, values]) => [label, values[0] ?? 'a']),
  );
}

/** The labels of a series that the alert looks at. */
export function seriesLabels(family: AnyFamily, spec: ExporterSpec): Record<string, string> {
  const labels = sampleLabels(family);
  // What was pushed has no instance.
  return spec.pattern === 'batch' ? { job: spec.name, ...labels } : scraped(spec, labels);
}

/** Series whose natural query gives a value. */
function seriesOf(family: AnyFamily, wanted: number, spec: ExporterSpec): InputSeries {
  const { name } = family;
  const labels = seriesLabels(family, spec);
  const isBatch = spec.pattern === 'batch';
  switch (family.type) {
    case 'gauge':
      return constant(name, labels, wanted);
    case 'counter':
      return isBatch ? constant(name, labels, wanted) : growing(name, labels, wanted);
    case 'histogram': {
      const place = wanted === alertRange(family)[1] ? 'beyond' : 'lowest';
      return buckets(family, labels, place, isBatch ? { full: '100', empty: '0' } : undefined);
    }
    case 'summary': {
      const { quantiles } = family;
      if (quantiles.length > 0) {
        return {
          ...constant(name, { ...labels, quantile: highestQuantile(family) }, wanted),
          ...growing(`${name}_count`, labels, 1),
        };
      }
      const held = isBatch ? constant : growing;
      return { ...held(`${name}_sum`, labels, wanted), ...held(`${name}_count`, labels, 1) };
    }
  }
}

/** A summary of another instance that has quantiles beyond a bound, but nothing to observe any more. */
function idleSeries(family: Family<'summary'>, held: number, spec: ExporterSpec): InputSeries {
  if (family.quantiles.length === 0) return {};
  const labels = { ...seriesLabels(family, spec), instance: 'idle' };
  return {
    ...constant(family.name, { ...labels, quantile: highestQuantile(family) }, held),
    ...constant(`${family.name}_count`, labels, 1),
  };
}

/** The labels that the result of the natural query has. */
export function resultLabels(family: AnyFamily, spec: ExporterSpec): Record<string, string> {
  if (family.type === 'gauge') return seriesLabels(family, spec);
  if (family.type === 'summary' && family.quantiles.length > 0) {
    return { ...seriesLabels(family, spec), quantile: highestQuantile(family) };
  }
  return { job: spec.name, ...sampleLabels(family) };
}

/** As Prometheus 3 keeps it: `0.99`, `1.0`. */
function highestQuantile({ quantiles }: AnyFamily): string {
  const highest = Math.max(...quantiles);
  return Number.isInteger(highest) ? `${highest}.0` : String(highest);
}
