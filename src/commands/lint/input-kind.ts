import type { ExpositionFormatName } from '../../exposition/read.ts';

/** What `lint` can check. */
export type InputKind = 'spec' | ExpositionFormatName;

/** How an exporter.yaml begins. A brace with a name and no colon behind it is a series of an exposition. */
const SPEC_LINE =
  /^\s*(?:\{(?!\s*(?:"[^"]*"|\w+)\s*[,}=])|---|(?:version|name|metrics)\s*:(?:\s|$))/;

/** What only OpenMetrics has. */
const OPEN_METRICS_LINE = /^# (?:UNIT |TYPE \S+ (?:unknown|info|stateset)$)/;

/**
 * What a text is, by its first lines. One pass over them: whoever wrote the text must not decide how long that takes.
 * @param isAll whether there are no more lines
 */
export function inputKind(head: string, isAll: boolean): InputKind {
  const lines = head.split('\n');
  const first = lines.find((line) => !/^\s*(?:#|$)/.test(line));
  if (first !== undefined && SPEC_LINE.test(first)) return 'spec';
  return (isAll && endsWithEof(lines)) || showsOpenMetrics(lines) ? 'openmetrics' : 'text';
}

function endsWithEof(lines: readonly string[]): boolean {
  return lines.at(lines.at(-1) === '' ? -2 : -1) === '# EOF';
}

function showsOpenMetrics(lines: readonly string[]): boolean {
  /** The counter that was declared last, until the first line with a value. */
  let counter: string | undefined;
  for (const line of lines) {
    if (OPEN_METRICS_LINE.test(line)) return true;
    if (line.startsWith('#')) counter = /^# TYPE (\S+) counter$/.exec(line)?.[1] ?? counter;
    // Its counters are named without the suffix of their samples.
    else if (counter !== undefined && /^_total[ {]/.test(after(counter, line))) return true;
    else counter = undefined;
  }
  return false;
}

/** What follows a prefix; nothing where the line does not begin with it. */
function after(prefix: string, line: string): string {
  return line.startsWith(prefix) ? line.slice(prefix.length) : '';
}
