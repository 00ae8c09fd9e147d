import { existsSync } from 'node:fs';
import { ConfigError } from '../config-values.js';

{{#if needsDatabase}}
/**
 * Refuses to start without a database to read.
 *
 * @param {import('../config.js').Config} config
 */
export function requireDatabaseFile({ collectorSql, databaseFile }) {
  if (collectorSql && !databaseFile) {
    throw new ConfigError(
      '--database.file is missing: name the database to read, or turn the collector off with --no-collector.sql.',
    );
  }
}

{{/if}}
/**
 * Refuses a file that is not there. Only a check of the configuration does: a running program waits
 * for a database that is still to come.
 *
 * @param {import('../config.js').Config} config
 */
export function checkDatabaseFile({ databaseFile }) {
  if (databaseFile && !existsSync(databaseFile)) {
    throw new ConfigError(
      `The database file ${databaseFile} does not exist: check --database.file.`,
    );
  }
}
