import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply, type Interruption } from '../../../src/project/apply.ts';
import { MANIFEST_FILE } from '../../../src/project/manifest.ts';
import type { Plan, PlannedFile } from '../../../src/project/plan.ts';
import { needsPosix } from '../../support/posix.ts';
import { asNobody } from './as-nobody.ts';
import { makeHalfFull, NEVER, stopAt } from './half-full.ts';
import { scratch } from './scratch.ts';
import { snapshot } from './snapshot.ts';

const here = scratch();
const at = (...parts: string[]) => path.join(here(), ...parts);

async function halfFull(): Promise<Record<string, string>> {
  await makeHalfFull(at('shop'));
  return snapshot(here());
}

describe('an update of a directory', () => {
  const changed = (files: Partial<PlannedFile>[]): Plan => ({
    directory: at('shop'),
    exists: true,
    files: files.map((file) => ({ path: '', content: '', ...file }) as never),
  });
  const CHANGES: Partial<PlannedFile>[] = [
    { path: 'README.md', action: 'overwrite', content: 'new\n', existing: 'old\n' },
    { path: 'src/main.js', action: 'delete', existing: 'main\n' },
    { path: 'src/own.js', action: 'delete', existing: 'own\n' },
  ];

  test('deletes files, and the folders that held nothing else', async () => {
    await halfFull();
    await apply(changed(CHANGES), NEVER);
    const { 'z-last': _, ...rest } = await snapshot(at('shop'));
    expect(rest).toEqual({ 'README.md': 'new\n' });
  });

  test('leaves everything as it was when it is stopped at any step', async () => {
    const before = await halfFull();
    let interruption = stopAt(1);
    for (let step = 1; ; step++) {
      interruption = stopAt(step);
      const end = await apply(changed(CHANGES), interruption).catch(({ code }) => code);
      if (end === undefined) break;
      expect(end).toBe(130);
      expect(await snapshot(here())).toEqual(before);
    }
    expect(interruption.looks).toBeGreaterThan(CHANGES.length);
  });

  test('does not replace an edit that was saved meanwhile', async () => {
    await halfFull();
    await writeFile(at('shop', 'src', 'own.js'), 'edited\n');
    const before = await snapshot(here());
    await expect(apply(changed(CHANGES), NEVER)).rejects.toMatchObject({
      code: 4,
      title: expect.stringContaining('own.js changed meanwhile'),
    });
    expect(await snapshot(here())).toEqual(before);
  });

  test('stays done where what was replaced cannot be removed any more', async () => {
    needsPosix('directories that can be closed');
    await halfFull();
    const last: Partial<PlannedFile> = { path: MANIFEST_FILE, action: 'create', content: 'z\n' };
    const old = () => {
      const stage = readdirSync(at('shop')).find((name) => name.startsWith('.create-exporter-'));
      return at('shop', stage ?? '', 'old', 'src');
    };
    let closed = '';
    const closing: Interruption = {
      get requested() {
        if (closed === '' && existsSync(path.join(old(), 'own.js'))) {
          closed = old();
          chmodSync(closed, 0o555);
        }
        return false;
      },
    };
    const left = await asNobody(here(), () => apply(changed([...CHANGES, last]), closing));
    expect(left).toBe(path.resolve(closed, '../..'));
    expect((await readdir(at('shop'))).sort()).toEqual(
      [path.basename(left!), MANIFEST_FILE, 'README.md', 'z-last'].sort(),
    );
    expect(readFileSync(at('shop', MANIFEST_FILE), 'utf8')).toBe('z\n');
    await chmod(closed, 0o755);
  });

  test('has every file at its place at every step, and says only at the end that it is done', async () => {
    await halfFull();
    await writeFile(at('shop', MANIFEST_FILE), 'before\n');
    const files: Partial<PlannedFile>[] = [
      { path: MANIFEST_FILE, action: 'overwrite', content: 'done\n', existing: 'before\n' },
      { path: 'src/own.js', action: 'delete', existing: 'own\n' },
      { path: 'lib/own.js', action: 'create', content: 'own\n' },
      { path: 'README.md', action: 'overwrite', content: 'new\n', existing: 'old\n' },
    ];
    const seen: string[] = [];
    const watching: Interruption = {
      get requested() {
        const has = (file: string) => existsSync(at('shop', file));
        expect(has('README.md') && (has('src/own.js') || has('lib/own.js'))).toBe(true);
        const isDone = readFileSync(at('shop', MANIFEST_FILE), 'utf8') === 'done\n';
        seen.push([isDone, has('src/own.js'), has('lib/own.js')].join());
        return false;
      },
    };
    await apply(changed(files), watching);
    expect([...new Set(seen)]).toEqual(['false,true,false', 'false,true,true', 'false,false,true']);
    expect(readFileSync(at('shop', MANIFEST_FILE), 'utf8')).toBe('done\n');
  });

  test('keeps a script executable', async () => {
    needsPosix('files that can be executable');
    await halfFull();
    await chmod(at('shop', 'README.md'), 0o755);
    await apply(changed(CHANGES), NEVER);
    expect((await stat(at('shop', 'README.md'))).mode & 0o777).toBe(0o755);
  });
});
