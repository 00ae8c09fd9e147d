import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ENGINES, generate, type Project } from './project.ts';

/** One section of docs/examples.md: a command, how many files it writes, and what /metrics tells. */
const EXAMPLE =
  /npx create-exporter@latest (?<name>\S+) (?<flags>.*) --runtime python --yes\n```\n\n(?<files>\d+) files[\s\S]*?```text\n(?<shown>[\s\S]*?)```/g;

const document = await readFile('docs/examples.md', 'utf8');
const examples = [...document.matchAll(EXAMPLE)].map(({ groups }) => ({
  name: groups!.name!,
  flags: groups!.flags!.split(' '),
  files: Number(groups!.files),
  shown: groups!.shown!.split('\n').filter((line) => line !== '' && line !== '…'),
}));

it('each pattern has an example', () => {
  expect(examples).toHaveLength(3);
});

it.each(examples)('the example $name is what its command writes and tells', async (example) => {
  const python = ENGINES.find(({ runtime }) => runtime === 'python')!;
  const project = await generate(python, example.flags, example.name);
  const entries = await readdir(project.directory, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile())).toHaveLength(example.files);
  await project.install();
  const told = (await exposition(project, example.flags)).split('\n').map(withoutTimes);
  expect(told).toEqual(expect.arrayContaining(example.shown.map(withoutTimes)));
});

async function exposition(project: Project, flags: string[]): Promise<string> {
  if (flags.includes('batch-job')) return project.program('--print');
  // Those of the other patterns read a database.
  await project.start('--database.sample');
  return (await fetch(`http://127.0.0.1:${project.port}/metrics`)).text();
}

/** Times differ from run to run. */
function withoutTimes(line: string): string {
  return line.replace(/^(\w+_seconds(?:\{.*\})?) \S+$/, '$1');
}
