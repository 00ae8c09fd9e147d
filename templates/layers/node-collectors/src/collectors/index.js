{{#if hasSecretFile}}
import { secretFrom } from '../secret.js';
{{/if}}
{{#if hasCustom}}
import { createCustomCollector } from './custom.js';
{{/if}}
{{#if hasHttpProbe}}
import { createHttpProbeCollector } from './http-probe.js';
{{/if}}
{{#if hasJsonApi}}
import { createJsonApiCollector } from './json-api.js';
{{/if}}
{{#if hasLog}}
import { createLogCollector } from './log.js';
{{/if}}
{{#if hasMongodb}}
import { checkMongodbUri, createMongodbCollector } from './mongodb.js';
{{/if}}
{{#if hasSql}}
import { createSqlCollector } from './sql.js';
import { checkDatabase, createDatabase } from {{#if isSqlite}}'./sql-sqlite.js'{{else if isPostgresql}}'./sql-postgresql.js'{{else}}'./sql-mysql.js'{{/if}};
{{/if}}

/**
 * The collectors that are switched on.
 *
{{#if collectorsLog}}
 * @param {object} options
 * @param {import('../config.js').Config} options.config
 * @param {import('../logger.js').Logger} options.logger
{{else}}
 * @param {import('../config.js').Config} config
{{/if}}
 * @returns {import('../scrape.js').Collector[]}
 */
export function createCollectors({{#if collectorsLog}}{ config, logger }{{else}}config{{/if}}) {
  const collectors = [];
{{#if hasMongodb}}
  if (config.collectorMongodb) {
    collectors.push({
      ...createMongodbCollector({ uri: mongodbUri(config) }),
      maxSeries: config.collectorMongodbMaxSeries,
      minInterval: config.collectorMongodbMinInterval,
    });
  }
{{/if}}
{{#if hasSql}}
  if (config.collectorSql) {
{{#if showsSample}}
    const database = createDatabase({
      file: config.databaseFile,
      sample: config.databaseSample,
      logger,
    });
{{else if isSqlite}}
    const database = createDatabase(config.databaseFile);
{{else}}
    const database = createDatabase(databaseUrl(config));
{{/if}}
    collectors.push({
      ...createSqlCollector({ database }),
      maxSeries: config.collectorSqlMaxSeries,
      minInterval: config.collectorSqlMinInterval,
    });
  }
{{/if}}
{{#if hasHttpProbe}}
  if (config.collectorHttpProbe) {
    collectors.push({
      ...createHttpProbeCollector({
        targets: config.httpProbeTargets,
        expectStatus: config.httpProbeExpectStatus,
        timeoutSeconds: config.httpProbeTimeout,
        concurrency: config.httpProbeConcurrency,
        logger,
      }),
      maxSeries: config.collectorHttpProbeMaxSeries,
      minInterval: config.collectorHttpProbeMinInterval,
    });
  }
{{/if}}
{{#if hasJsonApi}}
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
{{/if}}
{{#if hasLog}}
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
{{/if}}
{{#if hasCustom}}
  if (config.collectorCustom) {
    collectors.push({
      ...createCustomCollector(),
      maxSeries: config.collectorCustomMaxSeries,
      minInterval: config.collectorCustomMinInterval,
    });
  }
{{/if}}
  return collectors;
}
{{#if collectorsCheck}}

/**
 * What `--config.check` can tell about the collectors without reading anything.
 *
 * @param {import('../config.js').Config} config
 */
export function checkCollectors(config) {
{{#if hasMongodb}}
  if (config.collectorMongodb) {
    checkMongodbUri(mongodbUri(config)());
  }
{{/if}}
{{#if hasSql}}
  if (config.collectorSql) {
{{#if showsSample}}
    checkDatabase({ file: config.databaseFile, sample: config.databaseSample });
{{else if isSqlite}}
    checkDatabase(config.databaseFile);
{{else}}
    checkDatabase(databaseUrl(config)());
{{/if}}
  }
{{/if}}
}
{{/if}}
{{#if hasMongodb}}

function mongodbUri({ mongodbUri: value, mongodbUriFile: file }) {
  return secretFrom({ value, file, flag: 'mongodb.uri-file' });
}
{{/if}}
{{#if hasSqlServer}}

function databaseUrl({ databaseUrl: value, databaseUrlFile: file }) {
  return secretFrom({ value, file, flag: 'database.url-file' });
}
{{/if}}
