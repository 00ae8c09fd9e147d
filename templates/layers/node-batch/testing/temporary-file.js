import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes a file that is removed when the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} text
 * @returns {string} its path
 */
export function temporaryFile(t, text) {
  const directory = mkdtempSync(join(tmpdir(), 'test-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'file');
  writeFileSync(file, text);
  return file;
}
