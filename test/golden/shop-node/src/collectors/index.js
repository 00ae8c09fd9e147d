import { createSqlCollector } from './sql.js';
import { checkDatabase, createDatabase } from './sql-sqlite.js';

/**
 * The collectors that are switched on.
 *
 * @param {object} options
 * @param {import('../config.js').Config} options.config
 * @param {import('../logger.js').Logger} options.logger
 * @returns {import('../scrape.js').Collector[]}
 */
export function createCollectors({ config, logger }) {
  const collectors = [];
  if (config.collectorSql) {
    const database = createDatabase({
      file: config.databaseFile,
      sample: config.databaseSample,
      logger,
    });
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
    checkDatabase({ file: config.databaseFile, sample: config.databaseSample });
  }
}
