/** One metric family of an exposition. */
export interface Family {
  type: string;
  help: string;
  /** Every sample without its value: `name{a="b",le="0.5"}`, labels sorted, bounds as numbers. */
  series: string[];
}

/** Reads the text format 0.0.4 as far as our own programs write it: families by name, in order of appearance. */
export function parseExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const familyOf = (name: string): Family => {
    const found = families.get(name) ?? { type: 'untyped', help: '', series: [] };
    families.set(name, found);
    return found;
  };
  for (const line of text.split('\n')) {
    const meta = /^# (HELP|TYPE) (\S+) ?(.*)$/s.exec(line);
    if (meta?.[1] === 'HELP') familyOf(meta[2]!).help = unescapeHelp(meta[3]!);
    else if (meta) familyOf(meta[2]!).type = meta[3]!;
    else if (line !== '' && !line.startsWith('#')) {
      const [, name = '', labels = ''] = /^([^\s{]+)(?:\{(.*)\})? \S+$/s.exec(line) ?? [];
      const base = name.replace(/_(?:bucket|sum|count)$/, '');
      const family = families.has(name) ? name : base;
      familyOf(family).series.push(`${name}{${sortedLabels(labels)}}`);
    }
  }
  for (const family of families.values()) family.series.sort();
  return families;
}

/** The families under the namespace; those of the runtime and the process differ by nature. */
export function ownFamilies(text: string, namespace: string): Record<string, Family> {
  return Object.fromEntries(
    [...parseExposition(text)]
      .filter(([name]) => name.startsWith(`${namespace}_`))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The value of a series, written as it stands in the text. */
export function sampleValue(text: string, series: string): number | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

function sortedLabels(text: string): string {
  return [...text.matchAll(/([^=,]+)="((?:[^"\\]|\\.)*)"/gs)]
    .map(([, name, value]) => {
      const isBound = name === 'le' || name === 'quantile';
      // One client writes le="1", the other le="1.0"; Prometheus stores both alike.
      return `${name}="${isBound && value !== '+Inf' ? Number(value) : value}"`;
    })
    .sort()
    .join(',');
}

function unescapeHelp(text: string): string {
  return text.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char));
}
