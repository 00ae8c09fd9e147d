import { createSqlCollector } from './sql.js';

/**
 * The collectors that are switched on.
 *
 * @param {import('../config.js').Config} config
 * @returns {import('../scrape.js').Collector[]}
 */
export function createCollectors(config) {
  const collectors = [];
  if (config.collectorSql) {
    collectors.push(createSqlCollector({ file: config.databaseFile }));
  }
  return collectors;
}
