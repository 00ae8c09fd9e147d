import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { apply } from '../../../src/project/apply.ts';
import { planCreate } from '../../../src/project/plan.ts';
import { rename } from '../../../src/project/rename.ts';
import { scratch } from './scratch.ts';

const here = scratch();

/** A rename that fails so many times. */
function failing(times: number, code: string) {
  let tries = 0;
  const step = () => {
    if (++tries <= times) throw Object.assign(new Error(code), { code });
  };
  return { step, tries: () => tries };
}

describe('on Windows', () => {
  test.each(['EBUSY', 'EPERM', 'EACCES'])('%s is tried again', (code) => {
    const { step, tries } = failing(3, code);
    rename('a', 'b', 'win32', step);
    expect(tries()).toBe(4);
  });

  test('it is given up within a second', () => {
    const { step } = failing(Number.POSITIVE_INFINITY, 'EBUSY');
    const pauses = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    expect(() => rename('a', 'b', 'win32', step)).toThrow('EBUSY');
    const waited = pauses.mock.calls.reduce((sum, call) => sum + Number(call[3]), 0);
    pauses.mockRestore();
    expect(waited).toBeGreaterThan(500);
    expect(waited).toBeLessThan(1_000);
  });

  test('what does not pass is told at once', () => {
    const { step, tries } = failing(1, 'ENOSPC');
    expect(() => rename('a', 'b', 'win32', step)).toThrow('ENOSPC');
    expect(tries()).toBe(1);
  });
});

test('elsewhere a missing right stays one', () => {
  const { step, tries } = failing(1, 'EACCES');
  expect(() => rename('a', 'b', 'linux', step)).toThrow('EACCES');
  expect(tries()).toBe(1);
});

describe('a project whose files are held for a moment', () => {
  const { renameSync } = fs;
  const { platform } = process;

  afterEach(() => {
    fs.renameSync = renameSync;
    syncBuiltinESMExports();
    Object.defineProperty(process, 'platform', { value: platform });
  });

  test.each(['new', 'existing'])('is written: %s', async (kind) => {
    const target = path.join(here(), 'shop');
    if (kind === 'existing') {
      fs.mkdirSync(target);
      fs.writeFileSync(path.join(target, 'README.md'), 'old\n');
    }
    const plan = planCreate(target, new Map([['README.md', 'new\n']]), 'overwrite');
    Object.defineProperty(process, 'platform', { value: 'win32' });
    let tries = 0;
    fs.renameSync = (from, to) => {
      if (++tries % 2 === 1) throw Object.assign(new Error('held'), { code: 'EBUSY' });
      renameSync(from, to);
    };
    syncBuiltinESMExports();
    await apply(plan, { requested: false });
    expect(tries).toBe(2);
    expect(fs.readFileSync(path.join(target, 'README.md'), 'utf8')).toBe('new\n');
  });
});
