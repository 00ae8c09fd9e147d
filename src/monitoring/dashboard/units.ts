import { lastWord } from '../last-word.ts';

/** Base unit at the end of a name → Grafana's id of it. */
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    seconds: 's',
    bytes: 'bytes',
    ratio: 'percentunit',
    percent: 'percent',
    celsius: 'celsius',
    kelvin: 'kelvin',
    volts: 'volt',
    amperes: 'amp',
    watts: 'watt',
    joules: 'joule',
    grams: 'massg',
    meters: 'lengthm',
    hertz: 'hertz',
  }),
);

/** What a counter counts → the unit of its rate. */
const RATES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bytes: 'Bps',
    // Seconds per second: the share of the time.
    seconds: 'percentunit',
    joules: 'watt',
    requests: 'reqps',
    operations: 'ops',
    reads: 'rps',
    writes: 'wps',
    packets: 'pps',
  }),
);

/** Grafana's unit for the values of a metric, from its name: `_seconds` → `s`. */
export function unitOf(name: string): string {
  return UNITS.get(lastWord(name)) ?? 'short';
}

/** Grafana's unit for the rate of a counter: `_bytes_total` → `Bps`; counts per second where nothing is known. */
export function rateUnitOf(name: string): string {
  return RATES.get(lastWord(name)) ?? 'cps';
}
