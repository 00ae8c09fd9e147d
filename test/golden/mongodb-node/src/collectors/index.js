import { secretFrom } from '../secret.js';
import { checkMongodbUri, createMongodbCollector } from './mongodb.js';

/**
 * The collectors that are switched on.
 *
 * @param {import('../config.js').Config} config
 * @returns {import('../scrape.js').Collector[]}
 */
export function createCollectors(config) {
  const collectors = [];
  if (config.collectorMongodb) {
    collectors.push({
      ...createMongodbCollector({ uri: mongodbUri(config) }),
      maxSeries: config.collectorMongodbMaxSeries,
      minInterval: config.collectorMongodbMinInterval,
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
  if (config.collectorMongodb) {
    checkMongodbUri(mongodbUri(config)());
  }
}

function mongodbUri({ mongodbUri: value, mongodbUriFile: file }) {
  return secretFrom({ value, file, flag: 'mongodb.uri-file' });
}
