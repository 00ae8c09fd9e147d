import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { cleanUpLater } from '../support/cleanup.ts';
import { parseExposition } from '../support/exposition.ts';
import { ENGINES, generate } from './project.ts';

const SHOP = ['--spec', path.resolve('test/specs/shop.yaml')];

describe.each(ENGINES.slice(1))('the README of a $runtime project', (engine) => {
  it('has commands that work and tables that are true', async () => {
    const project = await generate(engine, SHOP);
    const readme = await readFile(path.join(project.directory, 'README.md'), 'utf8');
    const shell = (script: string) => execa('sh', ['-e', '-c', script], project.shell);

    const start = section(readme, 'Start').shell[0]!.trimEnd().split('\n');
    await shell(start.slice(0, -1).join('\n'));
    const running = execa('sh', ['-c', `exec ${start.at(-1)}`], {
      ...project.shell,
      detached: true,
      reject: false,
      stdio: 'ignore',
    });
    cleanUpLater(async () => {
      // npm starts the program as a child, so the whole group is ended.
      if (running.pid) process.kill(-running.pid, 'SIGTERM');
      await running;
    });
    await answering(`http://127.0.0.1:${project.port}/readyz`);

    const first = await (await fetch(`http://127.0.0.1:${project.port}/metrics`)).text();
    const [, counted] = /How many series\?\n\n(\d+) /.exec(readme)!;
    const early = section(readme, 'Metrics')
      .rows.filter(([, , , , appears]) => /^(from the start|with every scrape)/.test(appears!))
      .map(([name]) => name!.replaceAll('`', ''));
    expect(seriesOf(first, early)).toBe(Number(counted));

    const { stdout } = await shell(section(readme, 'Is it working?').shell[0]!);
    const families = parseExposition(stdout);
    const table = section(readme, 'Metrics').rows;
    expect(table.length).toBeGreaterThan(8);
    for (const [name = '', type, , help] of table) {
      expect({ name, ...families.get(name.replaceAll('`', '')) }).toMatchObject({ type, help });
    }

    const text = await project.program('--help');
    for (const [flag = '', environment = '', , help = ''] of section(readme, 'Options').rows) {
      expect(text).toContain(flag.replaceAll('`', ''));
      expect(text).toContain(environment.replaceAll('`', ''));
      expect(text).toContain(help.replaceAll('\\', ''));
    }

    await shell(section(readme, 'Tests').shell[0]!);
  });
});

/** The shell blocks and the table rows of a section. */
function section(readme: string, title: string): { shell: string[]; rows: string[][] } {
  const text = readme.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
  return {
    shell: [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block!),
    rows: text
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.slice(2, -2).split(' | ')),
  };
}

/** How many series families have. */
function seriesOf(text: string, families: string[]): number {
  const names = new Set(
    families.flatMap((name) => ['', '_bucket', '_sum', '_count'].map((end) => name + end)),
  );
  return text.split('\n').filter((line) => names.has(line.split(/[{ ]/, 1)[0]!)).length;
}

async function answering(url: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}
