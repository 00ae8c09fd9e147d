import type { AnyFamily } from '../../spec/family.ts';
import { lastWord } from '../last-word.ts';
import {
  fourDigits,
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
} from './humanize.ts';

/** How the values of a metric are written for people. */
export interface ShownValue {
  /** A bound: `5m 0s`. */
  bound: string;
  /** The value of an alert, a template of Prometheus: `{{ $value | humanizeDuration }}`. */
  template: string;
  /** What the template function gives for a value. */
  write: (value: number) => string;
}

type Shown = [pipe: string, write: (value: number) => string, unit: string];

/** Unit at the end of a name → the function of Prometheus that writes it, and what is written behind. */
const UNITS: ReadonlyMap<string, Shown> = new Map([
  ['seconds', ['humanizeDuration', humanizeDuration, '']],
  ['bytes', ['humanize1024', humanize1024, 'B']],
  ['ratio', ['humanizePercentage', humanizePercentage, '']],
]);

const PREFIXED: Shown = ['humanize', humanize, ''];
const PLAIN: Shown = ['printf "%.4g"', fourDigits, ''];

/**
 * Writes the values of a metric by the unit in its name.
 * @param per what they are for: ` per second`
 */
export function shownValue(
  { name, type, buckets }: Pick<AnyFamily, 'name' | 'type' | 'buckets'>,
  { above, below }: { above?: number | undefined; below?: number | undefined },
  per: string,
): ShownValue {
  const bound = (above ?? below)!;
  const known = UNITS.get(lastWord(name));
  // A quarter would be "250m", which is for who expects a prefix; and a large number has no digits to spare.
  const staysLarge = above === undefined ? bound > 10_000 : bound >= 1;
  const [pipe, write, unit] = known ?? (staysLarge ? PREFIXED : PLAIN);
  const written = known ? `${write(bound)}${unit}` : String(bound);
  const template = `{{ $value | ${pipe} }}${unit}${per}`;
  const shown = { bound: `${written}${per}`, template, write };
  if (type !== 'histogram' || above === undefined) return shown;
  // Beyond the highest bucket a quantile is read as its bound.
  const highest = buckets.at(-1)!;
  return {
    ...shown,
    template: `${template}{{ if ge $value ${floatText(highest)} }} or more{{ end }}`,
  };
}

/**
 * Writes how much a counter has increased. Prometheus extrapolates to the ends of the range, so of what is counted in
 * whole numbers it gives fractions; those that would be rounded to nothing are kept.
 */
export function shownIncrease(family: AnyFamily, bound: number): ShownValue {
  const shown = shownValue(family, { above: bound }, '');
  if (UNITS.has(lastWord(family.name))) return shown;
  return {
    ...shown,
    template:
      'about {{ if ge $value 1.0 }}{{ $value | printf "%.0f" }}{{ else }}{{ $value | printf "%.2g" }}{{ end }}',
    write: (value) => value.toFixed(),
  };
}

/** As Go reads a number that is not whole. */
function floatText(value: number): string {
  return /[.e]/.test(String(value)) ? String(value) : `${value}.0`;
}
