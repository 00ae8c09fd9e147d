import { EXIT, type ExitCode } from '../exit-codes.ts';
import { PRESETS } from '../spec/preset-names.ts';
import { readPreset } from '../spec/presets.ts';
import type { Io } from '../ui/io.ts';

/** Lists the presets with what they are for. */
export async function presets(
  flags: { json?: boolean },
  io: Io,
  version: string,
): Promise<ExitCode> {
  const list = await Promise.all(
    PRESETS.map(async (name) => {
      const { description = '', metrics = [] } = await readPreset(name);
      return { name, description, metrics: metrics.map((metric) => metric.name) };
    }),
  );
  if (flags.json) {
    io.out(`${JSON.stringify({ ok: true, command: 'presets', version, presets: list })}\n`);
    return EXIT.done;
  }
  const width = Math.max(...list.map(({ name }) => name.length));
  for (const { name, description, metrics } of list) {
    io.out(`${io.style.bold(name.padEnd(width))}  ${description}\n`);
    for (const metric of metrics) io.out(`${' '.repeat(width + 2)}${io.style.dim(metric)}\n`);
  }
  io.out('\nUse one: npx create-exporter my-exporter --preset <name>\n');
  return EXIT.done;
}
