import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const DOCUMENT = fileURLToPath(new URL('../../docs/speed.md', import.meta.url));

/** What it was measured on. */
export function machine() {
  const [{ model }, ...others] = cpus();
  return `Node.js ${process.versions.node}, ${others.length + 1} × ${model}`;
}

/**
 * A Markdown table: the median of each contestant, its range, and how many times that of the reference it is, run by run.
 * Where a run of the reference gave nothing above 0, which is noise, it is how many times its median, without a range.
 * The reference is the contestant of that name, or the first; a contestant may name another.
 */
export function table({ title, unit = 'ms', digits = 0, runs, reference }, results, missing) {
  const named = (wanted) => results.find(({ name }) => name === wanted);
  const common = named(reference) ?? results[0];
  const rows = results.map(({ name, values, reference: own }) => {
    const base = named(own) ?? common;
    const ratio = name === base.name ? '1' : ratioOf(values, base.values);
    return `| ${name} | ${median(values).toFixed(digits)} (${range(values, digits)}) | ${ratio} |`;
  });
  return [
    `**${title}**, ${runs} runs`,
    '',
    `| | ${unit}, median (min–max) | × ${reference ?? common.name} |`,
    '|---|--:|--:|',
    ...rows,
    ...missing.map((line) => `| ${line} | | |`),
  ].join('\n');
}

/** Puts tables where docs/speed.md has `<!-- bench:name -->`. */
export async function writeDocument(tables) {
  let text = await readFile(DOCUMENT, 'utf8');
  text = text.replace(/(<!-- machine -->\n)[\s\S]*?(<!-- \/machine -->)/, `$1\n${machine()}\n\n$2`);
  for (const [name, markdown] of tables) {
    const part = new RegExp(`(<!-- bench:${name} -->\\n)[\\s\\S]*?(<!-- /bench:${name} -->)`);
    if (!part.test(text)) throw new Error(`docs/speed.md has no part <!-- bench:${name} -->`);
    text = text.replace(part, (_, open, close) => `${open}\n${markdown}\n\n${close}`);
  }
  await writeFile(DOCUMENT, text);
}

function ratioOf(values, base) {
  if (Math.min(...base) <= 0) return (median(values) / median(base)).toFixed(2);
  const ratios = values.map((value, run) => value / base[run]);
  return `${median(ratios).toFixed(2)} (${range(ratios, 2)})`;
}

function range(values, digits) {
  return [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits)).join('–');
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
