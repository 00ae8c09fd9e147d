import { parseBoolean, parseCount, parseSeconds } from './config-values.js';

/** The settings of the collectors. Each collector begins with the three that all of them have. */
export const COLLECTOR_OPTIONS = [
  ...commonOptions({
    key: 'collectorMongodb',
    name: 'mongodb',
    help: 'Collect the metrics of the MongoDB server.',
    maxSeries: 500,
    minInterval: 0,
  }),
  {
    key: 'mongodbUri',
    flag: 'mongodb.uri',
    env: 'MONGODB_URI',
    default: 'mongodb://localhost:27017',
    placeholder: 'URI',
    help: 'MongoDB server to read, with user and password.',
    secret: true,
    parse: String,
  },
  {
    key: 'mongodbUriFile',
    flag: 'mongodb.uri-file',
    env: 'MONGODB_URI_FILE',
    placeholder: 'FILE',
    help: 'File that holds the URI, read again after a failure; beats --mongodb.uri.',
    parse: String,
  },
];

function commonOptions({ key, name, help, maxSeries, minInterval }) {
  const flag = `collector.${name}`;
  const env = flag.toUpperCase().replace(/\W/g, '_');
  return [
    {
      key,
      flag,
      env,
      default: 'true',
      negatable: true,
      help,
      parse: parseBoolean,
    },
    {
      key: `${key}MaxSeries`,
      flag: `${flag}.max-series`,
      env: `${env}_MAX_SERIES`,
      default: String(maxSeries),
      placeholder: 'N',
      help: `Most series of the collector ${name}; 0 is no limit.`,
      parse: parseCount,
    },
    {
      key: `${key}MinInterval`,
      flag: `${flag}.min-interval`,
      env: `${env}_MIN_INTERVAL`,
      default: String(minInterval),
      placeholder: 'SECONDS',
      help: `Time a read of the collector ${name} is kept; 0 reads at every scrape.`,
      parse: parseSeconds,
    },
  ];
}
