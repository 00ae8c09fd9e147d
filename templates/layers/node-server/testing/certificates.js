import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why tests with certificates are skipped, or false when they can run. */
export const NO_OPENSSL =
  spawnSync('openssl', ['version']).status === 0 ? false : 'there is no openssl program';

/**
 * A directory that is removed when the test ends.
 *
 * @param {import('node:test').TestContext} t
 */
export function temporaryDirectory(t) {
  const directory = mkdtempSync(join(tmpdir(), 'exporter-test-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

/**
 * Writes a self-signed certificate and its key as `<name>.crt` and `<name>.key`.
 *
 * @param {string} directory
 * @param {string} name
 * @param {string} [commonName]
 */
export function makeCertificate(directory, name, commonName = 'localhost') {
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-nodes', '-days', '1', '-subj', `/CN=${commonName}`],
      ...['-keyout', join(directory, `${name}.key`), '-out', join(directory, `${name}.crt`)],
    ],
    { stdio: 'ignore' },
  );
}

/**
 * Writes `web-config.yml`.
 *
 * @param {string} directory
 * @param {string[]} lines
 * @returns {string} its path
 */
export function writeWebConfig(directory, lines) {
  const file = join(directory, 'web-config.yml');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
