import { createCustomCollector } from './custom.js';
import { createJsonApiCollector } from './json-api.js';
import { createLogCollector } from './log.js';
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
    const database = createDatabase(config.databaseFile);
    collectors.push({
      ...createSqlCollector({ database }),
      maxSeries: config.collectorSqlMaxSeries,
      minInterval: config.collectorSqlMinInterval,
    });
  }
  if (config.collectorJsonApi) {
    collectors.push({
      ...createJsonApiCollector({
        url: config.jsonApiUrl,
        headers: config.jsonApiHeaders,
        headersFile: config.jsonApiHeadersFile,
        token: config.jsonApiToken,
        tokenFile: config.jsonApiTokenFile,
      }),
      maxSeries: config.collectorJsonApiMaxSeries,
      minInterval: config.collectorJsonApiMinInterval,
    });
  }
  if (config.collectorLog) {
    collectors.push({
      ...createLogCollector({
        file: config.logfilePath,
        fromStart: config.logfileFromStart,
        maxBytes: config.logfileMaxBytesPerScrape,
        logger,
      }),
      maxSeries: config.collectorLogMaxSeries,
      minInterval: config.collectorLogMinInterval,
    });
  }
  if (config.collectorCustom) {
    collectors.push({
      ...createCustomCollector(),
      maxSeries: config.collectorCustomMaxSeries,
      minInterval: config.collectorCustomMinInterval,
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
