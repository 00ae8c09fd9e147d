import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { checkSyntax, syntaxProblem } from '../../src/project/check/index.ts';
import { render } from '../../src/render/render.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { problemsOf } from '../../src/spec/problems.ts';
import { resolveSpec } from '../../src/spec/resolve.ts';
import { RUNTIMES, type SpecInput } from '../../src/spec/schema.ts';
import { specText } from '../../src/spec/spec-text.ts';
import { javascriptTexts, PythonReader } from './literals.ts';
import { hostileSpec } from './specs.ts';

/** Cases; the long mode is HOSTILE_RUNS=10000. A seed of its own can be given, too. */
const numRuns = Number(process.env.HOSTILE_RUNS ?? 150);
const seed = Number(process.env.HOSTILE_SEED ?? 42);

it.each(RUNTIMES)(
  'what is written in %s parses, and means the texts that were given',
  async (runtime) => {
    const python = new PythonReader();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(hostileSpec, async (given) => {
        const input: SpecInput = { ...given, runtime };
        if (problemsOf(input).length > 0) return;
        accepted += 1;
        const spec = resolveSpec(input);
        const files = await render(spec);
        files.set('exporter.yaml', specText(spec));
        await checkSyntax(files);
        for (const [file, text] of files) {
          expect(await syntaxProblem(file, text), file).toBeUndefined();
        }
        const named = (ending: string) =>
          [...files].filter(([name]) => name.endsWith(ending)).map(([, text]) => text);
        const texts = new Set(
          runtime === 'node'
            ? named('.js').flatMap(javascriptTexts)
            : await python.texts(named('.py')),
        );
        expect(brokenRows(files.get('README.md')!)).toEqual([]);
        for (const metric of spec.metrics) {
          expect(texts).toContain(metric.help);
          if (metric.sql !== undefined)
            expect([...texts].map(unindented)).toContain(unindented(metric.sql));
          if (spec.pattern === 'application') {
            for (const value of metric.labels.kind ?? []) expect(texts).toContain(value);
          }
        }
        expect(resolveSpec(parseSpec(files.get('exporter.yaml')!, 'exporter.yaml').input)).toEqual(
          spec,
        );
        for (const text of [...named('.yml'), ...named('.yaml')])
          expect(parseYaml(text)).toBeTypeOf('object');
      }),
      { numRuns, seed },
    );
    // What is refused is not looked at; most of it has to be taken for this to mean anything.
    expect(accepted / numRuns).toBeGreaterThan(0.8);
  },
  3_600_000,
);

/** A query of several lines is indented like the code around it. */
function unindented(query: string): string {
  return query.trim().replace(/\s*\n\s*/g, '\n');
}

/** Rows of tables with more or fewer cells than their head; a pipe after a backslash ends no cell. */
function brokenRows(markdown: string): string[] {
  const cells = (row: string) => row.replace(/\\./g, '').split('|').length;
  const tables = markdown.match(/^\|.*\n(?:\|.*\n)+/gm) ?? [];
  return tables.flatMap((table) => {
    const [head, ...rows] = table.trimEnd().split('\n');
    return rows.filter((row) => cells(row) !== cells(head!));
  });
}
