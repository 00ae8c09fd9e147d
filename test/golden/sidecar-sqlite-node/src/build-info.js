import { Gauge } from '@prometheus-io/client';
import packageJson from '../package.json' with { type: 'json' };

export const NAME = packageJson.name;
export const DESCRIPTION = packageJson.description;
export const VERSION = packageJson.version;

/** The commit it was built from, where the build hands it in. */
export const REVISION = process.env.REVISION || 'unknown';

/**
 * The line `--version` prints.
 *
 * @returns {string}
 */
export function versionLine() {
  return `${NAME} ${VERSION} (revision ${REVISION}, node ${process.version})`;
}

/**
 * Version and revision are labels of one constant series, so that no other series carries them.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 */
export function registerBuildInfo(registry) {
  const buildInfo = new Gauge({
    name: 'shop_build_info',
    help: 'Version and revision of the running program; the value is always 1.',
    labelNames: ['version', 'revision'],
    registers: [registry],
  });
  buildInfo.set({ version: VERSION, revision: REVISION }, 1);
}
