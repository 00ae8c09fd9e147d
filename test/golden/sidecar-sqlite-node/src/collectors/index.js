import { createSqlCollector } from './sql.js';
import { checkDatabase, createDatabase } from './sql-sqlite.js';

/**
 * The collectors that are switched on.
 *
 * @param {import('../config.js').Config} config
 * @returns {import('../scrape.js').Collector[]}
 */
export function createCollectors(config) {
  const collectors = [];
  if (config.collectorSql) {
    const database = createDatabase(config.databaseFile);
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
    checkDatabase(config.databaseFile);
  }
}
