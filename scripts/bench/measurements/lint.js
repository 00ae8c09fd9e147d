import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findTool, howToGet } from '../../../test/support/find-tool.js';
import { exposition } from '../exposition.js';
import { timeOf } from '../time-of.js';

const SAMPLES = 1_000_000;

/** `lint` of a large exposition; aims at the time of `promtool check metrics` or less. */
export const title = `lint ${SAMPLES.toLocaleString('en')} samples`;
export const runs = 7;

export async function prepare(directory, program) {
  const file = path.join(directory, 'large.prom');
  await pipeline(Readable.from(exposition(SAMPLES)), createWriteStream(file));
  const promtool = findTool('promtool');
  return {
    subject: () => timeOf(process.execPath, [program, 'lint', '--json', file]),
    reference: promtool
      ? { name: 'promtool', run: () => timeOf(promtool, ['check', 'metrics'], { stdin: file }) }
      : { missing: `promtool is missing: ${howToGet('promtool')}` },
  };
}
