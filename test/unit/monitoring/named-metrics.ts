import { ruleGroups } from '../../../src/monitoring/rules.ts';
import { broughtList } from '../../../src/spec/collector-families.ts';
import type { AnyFamily } from '../../../src/spec/family.ts';
import {
  ALERTS,
  NODE,
  PROCESS,
  PUSHGATEWAY,
  PYTHON,
  SCRAPE,
} from '../../../src/spec/foreign-families.ts';
import { ownFamilies } from '../../../src/spec/own-families.ts';
import type { ExporterSpec } from '../../../src/spec/spec.ts';

/** A metric as an expression names it. */
export interface NamedMetric {
  name: string;
  /** Type of what its range is for: a counter for `rate(x[5m])`, a gauge for `max_over_time(x[5m])`. */
  rangeOf?: 'counter' | 'gauge';
  labels: string[];
}

/** Every metric that an expression names; read independently of how expressions are built. */
export function namedMetrics(expr: string): NamedMetric[] {
  const withoutGrouping = expr
    .replace(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, '')
    .replace(/\boffset \w+/g, '');
  const pattern = /([a-zA-Z_:][\w:]*)(?:\{((?:"(?:[^"\\]|\\.)*"|[^}"])*)\})?(\[[^\]]+\])?/g;
  const words = new Set(['or', 'and', 'unless', 'bool', 'on', 'ignoring']);
  return [...withoutGrouping.matchAll(pattern)].flatMap((match) => {
    const [text, name = '', matchers = '', range] = match;
    const next = withoutGrouping.slice(match.index + text.length).trimStart();
    if (words.has(name) || next.startsWith('(')) return [];
    const labels = [...matchers.matchAll(/(\w+)=~?"(?:[^"\\]|\\.)*"/g)].map(([, label]) => label!);
    if (range === undefined) return [{ name, labels }];
    const [, around = ''] = /(\w+)\($/.exec(withoutGrouping.slice(0, match.index)) ?? [];
    const rangeOf = /^(changes|deriv|\w+_over_time)$/.test(around) ? 'gauge' : 'counter';
    return [{ name, rangeOf, labels }];
  });
}

/** The labels that expressions group by. */
export function groupedLabels(expr: string): string[] {
  return [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(', '));
}

/** A batch job has none. */
function processFamilies({ runtime }: ExporterSpec): AnyFamily[] {
  return [...Object.values(PROCESS), ...Object.values(runtime === 'node' ? NODE : PYTHON)];
}

/** What a project exposes, what Prometheus and the Pushgateway add, and what its rules record. */
export function existing(spec: ExporterSpec): Map<string, { type: string; labels: Set<string> }> {
  const families: AnyFamily[] = [
    ...(spec.metrics as AnyFamily[]),
    ...broughtList(spec),
    ...(Object.values(ownFamilies(spec)) as AnyFamily[]),
    ...Object.values(SCRAPE),
    ...(spec.pattern === 'batch' ? Object.values(PUSHGATEWAY) : processFamilies(spec)),
    ALERTS,
  ];
  const target = ['job', 'instance'];
  const samples = families.flatMap(({ name, type, labels }) => {
    const own = [...target, ...Object.keys(labels)];
    const entry = (suffix: string, as: string, ...more: string[]) =>
      [name + suffix, { type: as, labels: new Set([...own, ...more]) }] as const;
    if (type === 'histogram') {
      return [
        entry('_bucket', 'counter', 'le'),
        entry('_sum', 'counter'),
        entry('_count', 'counter'),
      ];
    }
    if (type === 'summary') {
      return [entry('', 'gauge', 'quantile'), entry('_sum', 'counter'), entry('_count', 'counter')];
    }
    return [entry('', type)];
  });
  const records = ruleGroups(spec).flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      'record' in rule ? [[rule.record, { type: 'gauge', labels: new Set(target) }] as const] : [],
    ),
  );
  return new Map([...samples, ...records]);
}
