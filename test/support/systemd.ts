import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { cleanUpLater } from './cleanup.ts';
import { requireTool } from './tools.ts';

/** What units rely on without saying so, and what those of the projects name. */
const TARGETS = ['sysinit', 'basic', 'shutdown', 'multi-user', 'network-online', 'timers'];
/** In tenths, so 2.0 of 10: what systemd calls OK. */
const MOST_EXPOSED = 20;

/**
 * What systemd has to say about unit files as they would stand in `/etc/systemd/system`, on a
 * machine that has the programs they start: nothing, if they are good and well hardened.
 */
export async function systemdFaults(files: string[]): Promise<string> {
  const analyze = requireTool('systemd-analyze');
  const root = await mkdtemp(path.join(tmpdir(), 'create-exporter-units-'));
  cleanUpLater(() => rm(root, { recursive: true, force: true }));
  const units = path.join(root, 'etc', 'systemd', 'system');
  await mkdir(units, { recursive: true });
  for (const target of TARGETS) {
    await writeFile(path.join(units, `${target}.target`), `[Unit]\nDescription=${target}\n`);
  }
  for (const file of files) {
    await copyFile(file, path.join(units, path.basename(file)));
    await installPrograms(root, await readFile(file, 'utf8'));
  }
  const said: (string | undefined)[] = [];
  const run = (...args: string[]) =>
    execa(analyze, [`--root=${root}`, '--man=no', ...args], { all: true, reject: false });
  for (const unit of files.map((file) => path.basename(file))) {
    // It ends with 0 for much that it finds.
    said.push((await run('verify', unit)).all);
    if (!unit.endsWith('.service')) continue;
    const args = ['--offline=true', `--threshold=${MOST_EXPOSED}`, '--no-pager', unit];
    const security = await run('security', ...args);
    if (security.exitCode !== 0) said.push(security.all);
  }
  return said.filter(Boolean).join('\n');
}

/** When a calendar expression is due next, by systemd; throws on what is none. */
export async function nextElapses(calendar: string, count: number): Promise<Date[]> {
  const args = ['calendar', `--iterations=${count}`, calendar];
  const { stdout } = await execa(requireTool('systemd-analyze'), args, { env: { TZ: 'UTC' } });
  return [...stdout.matchAll(/(?:Next elapse|Iter(?:ation|\.) #\d+): \w+ (\S+) (\S+) UTC/g)].map(
    ([, day, time]) => new Date(`${day}T${time}Z`),
  );
}

async function installPrograms(root: string, unit: string): Promise<void> {
  for (const [, program] of unit.matchAll(/^Exec\w+=(\/\S+)/gm)) {
    const file = path.join(root, program!);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '#!/bin/sh\n');
    await chmod(file, 0o755);
  }
}
