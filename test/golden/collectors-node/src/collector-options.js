import { parseBoolean, parseCount, parseSeconds } from './config-values.js';
import { parseHeaders, parseUrl } from './http-values.js';

/** The settings of the collectors. Each collector begins with the three that all of them have. */
export const COLLECTOR_OPTIONS = [
  ...commonOptions({
    key: 'collectorSql',
    name: 'sql',
    help: 'Collect the metrics that are read from the database.',
    maxSeries: 1000,
    minInterval: 0,
  }),
  {
    key: 'databaseFile',
    flag: 'database.file',
    env: 'DATABASE_FILE',
    placeholder: 'FILE',
    help: 'SQLite database, opened read-only. Required.',
    parse: String,
  },
  ...commonOptions({
    key: 'collectorJsonApi',
    name: 'json-api',
    help: 'Collect the metrics that are read from the JSON document.',
    maxSeries: 1000,
    minInterval: 0,
  }),
  {
    key: 'jsonApiUrl',
    flag: 'json-api.url',
    env: 'JSON_API_URL',
    default: 'http://localhost:8080/stats.json',
    placeholder: 'URL',
    help: 'Address of the JSON document.',
    parse: parseUrl,
  },
  {
    key: 'jsonApiHeaders',
    flag: 'json-api.headers',
    env: 'JSON_API_HEADERS',
    placeholder: 'LINES',
    help: 'HTTP headers to send, a line "Name: value" for each.',
    secret: true,
    parse: parseHeaders,
  },
  {
    key: 'jsonApiHeadersFile',
    flag: 'json-api.headers-file',
    env: 'JSON_API_HEADERS_FILE',
    placeholder: 'FILE',
    help: 'File with such lines, read for every request; used instead of the headers.',
    parse: String,
  },
  {
    key: 'jsonApiToken',
    flag: 'json-api.token',
    env: 'JSON_API_TOKEN',
    placeholder: 'TOKEN',
    help: 'Bearer token to send; better in the environment, where other users do not see it.',
    secret: true,
    parse: String,
  },
  {
    key: 'jsonApiTokenFile',
    flag: 'json-api.token-file',
    env: 'JSON_API_TOKEN_FILE',
    placeholder: 'FILE',
    help: 'File with the bearer token, read for every request; used instead of the token.',
    parse: String,
  },
  ...commonOptions({
    key: 'collectorLog',
    name: 'log',
    help: 'Collect the metrics that are counted in the log file.',
    maxSeries: 1000,
    minInterval: 0,
  }),
  {
    key: 'logfilePath',
    flag: 'logfile.path',
    env: 'LOGFILE_PATH',
    default: '/var/log/app.log',
    placeholder: 'FILE',
    help: 'Log file to read; not the log of this program.',
    parse: String,
  },
  {
    key: 'logfileFromStart',
    flag: 'logfile.from-start',
    env: 'LOGFILE_FROM_START',
    default: 'false',
    negatable: true,
    help: 'Count the lines that are in the file when the program starts, too.',
    parse: parseBoolean,
  },
  {
    key: 'logfileMaxBytesPerScrape',
    flag: 'logfile.max-bytes-per-scrape',
    env: 'LOGFILE_MAX_BYTES_PER_SCRAPE',
    default: '10000000',
    placeholder: 'BYTES',
    help: 'Most bytes read at once, the rest is left for the next scrape; 0 is no limit.',
    parse: parseCount,
  },
  ...commonOptions({
    key: 'collectorCustom',
    name: 'custom',
    help: 'Collect the metrics of the custom collector.',
    maxSeries: 1000,
    minInterval: 0,
  }),
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
