import { secretFrom } from '../secret.js';
import { createSqlCollector } from './sql.js';
import { checkDatabase, createDatabase } from './sql-postgresql.js';

/**
 * The collectors that are switched on.
 *
 * @param {import('../config.js').Config} config
 * @returns {import('../scrape.js').Collector[]}
 */
export function createCollectors(config) {
  const collectors = [];
  if (config.collectorSql) {
    const database = createDatabase(databaseUrl(config));
    collectors.push({
      ...createSqlCollector({ database }),
      maxSeries: config.collectorSqlMaxSeries,
      minInterval: config.collectorSqlMinInterval,
    });
  }
  return collectors;
}

/**
 * What `--config.check` can tell about the collectors without reading anything.
 *
 * @param {import('../config.js').Config} config
 */
export function checkCollectors(config) {
  if (config.collectorSql) {
    checkDatabase(databaseUrl(config)());
  }
}

function databaseUrl({ databaseUrl: value, databaseUrlFile: file }) {
  return secretFrom({ value, file, flag: 'database.url-file' });
}
