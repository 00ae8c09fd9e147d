import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { manyMetrics } from '../hostile/many-metrics.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { parseExposition } from '../support/exposition.ts';
import { promtool } from '../support/prometheus.ts';
import { ENGINES, generate } from './project.ts';

/** Metrics in one program; with more of them this is the long mode. */
const count = Number(process.env.HOSTILE_METRICS ?? 90);

it.each([ENGINES[1]!, ENGINES[2]!])(
  'on $tool, HELP and label values come back from /metrics as they were given',
  async (engine) => {
    const spec = manyMetrics(count, 7);
    const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-hostile-'));
    cleanUpLater(() => rm(directory, { recursive: true, force: true }));
    const file = path.join(directory, 'exporter.yaml');
    await writeFile(file, stringify(spec));
    const project = await generate(engine, ['--spec', file], 'odd-exporter');
    await project.install();
    await project.lint();
    const text = await project.program('--once');
    const families = parseExposition(text);
    for (const { name, help, labels } of spec.metrics!) {
      const family = families.get(name)!;
      expect(family.help, name).toBe(help);
      const values = family.series.map((series) => labelValue(series, 'kind'));
      expect(new Set(values), name).toEqual(new Set(labels!.kind));
    }
    // A text of a single blank counts as no help for promtool; that the text can be read at all is what matters here.
    const { exitCode, stderr } = await promtool(['check', 'metrics'], `${text}\n`);
    expect(exitCode, stderr).not.toBe(1);
  },
);

function labelValue(series: string, label: string): string | undefined {
  const written = new RegExp(`[{,]${label}="((?:[^"\\\\]|\\\\.)*)"`, 's').exec(series)?.[1];
  return written?.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char));
}
