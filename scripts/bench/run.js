// npm run bench [-- name…]: each file of measurements/ says what it measures and with what it compares itself. Subject and
// reference run in turns, so that whatever else the machine does hits both alike.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '../../bin/create-exporter.js');
const known = (await readdir(path.join(here, 'measurements'))).map((file) =>
  path.basename(file, '.js'),
);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : known) await measure(name);
}

async function measure(name) {
  const { title, runs, prepare } = await import(`./measurements/${name}.js`);
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-bench-'));
  try {
    const { subject, reference } = await prepare(directory, program);
    const own = [];
    const theirs = [];
    for (let run = 0; run < runs; run++) {
      own.push(await subject());
      if (reference?.run) theirs.push(await reference.run());
    }
    console.log(`${title}, ${runs} runs`);
    console.log(`  create-exporter  ${spread(own)}`);
    if (theirs.length > 0) {
      console.log(`  ${reference.name.padEnd(15)}  ${spread(theirs)}`);
      console.log(`  ratio            ${(median(own) / median(theirs)).toFixed(2)}`);
    } else if (reference) console.log(`  ${reference.missing}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function spread(times) {
  const [least, most] = [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(0));
  return `${median(times).toFixed(0)} ms (${least}–${most})`;
}

function median(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
