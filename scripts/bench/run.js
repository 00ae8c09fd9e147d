// npm run bench [-- [--write] name…]: each file of measurements/ says what it measures and with what it compares. All that is
// compared runs in turns, so that whatever else the machine does hits all alike. --write renews docs/speed.md.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, table, writeDocument } from './report.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '../../bin/create-exporter.js');
const known = (await readdir(path.join(here, 'measurements'))).map((file) =>
  path.basename(file, '.js'),
);
const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== '--write');
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(`${machine()}\n`);
  const tables = new Map();
  for (const name of wanted.length > 0 ? wanted : known) {
    tables.set(name, await measure(name));
    console.log(`${tables.get(name)}\n`);
  }
  if (words.includes('--write')) await writeDocument(tables);
}

/** Runs one measurement. @returns its table */
async function measure(name) {
  const measurement = await import(`./measurements/${name}.js`);
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-bench-'));
  try {
    const { contestants, missing = [] } = await measurement.prepare(directory, program);
    const results = contestants.map(({ name, reference }) => ({ name, reference, values: [] }));
    for (let run = 0; run < measurement.runs; run++) {
      for (const [index, contestant] of contestants.entries()) {
        results[index].values.push(await contestant.run());
      }
    }
    return table(measurement, results, missing);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
