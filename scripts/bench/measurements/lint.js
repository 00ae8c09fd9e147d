import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findTool, howToGet } from '../../../test/support/find-tool.js';
import { exposition } from '../exposition.js';
import { timeOf } from '../process.js';

const SAMPLES = 1_000_000;

/** `lint` of a large exposition; aims at the time of `promtool check metrics` or less. */
export const title = `lint ${SAMPLES.toLocaleString('en')} samples`;
export const runs = 7;
export const reference = 'promtool check metrics';

export async function prepare(directory, program) {
  const file = path.join(directory, 'large.prom');
  await pipeline(Readable.from(exposition(SAMPLES)), createWriteStream(file));
  const own = {
    name: 'create-exporter lint',
    run: () => timeOf(process.execPath, [program, 'lint', '--json', file]),
  };
  const promtool = findTool('promtool');
  if (!promtool) {
    return { contestants: [own], missing: [`promtool is missing: ${howToGet('promtool')}`] };
  }
  const theirs = {
    name: reference,
    run: () => timeOf(promtool, ['check', 'metrics'], { stdin: file }),
  };
  return { contestants: [own, theirs] };
}
