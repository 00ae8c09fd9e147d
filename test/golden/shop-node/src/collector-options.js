import { parseBoolean, parseCount, parseSeconds } from './config-values.js';

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
    help: 'SQLite database, opened read-only. Required without --database.sample.',
    parse: String,
  },
  {
    key: 'databaseSample',
    flag: 'database.sample',
    env: 'DATABASE_SAMPLE',
    default: 'false',
    negatable: true,
    help: 'Show the sample data of the project, which nobody should take for real, in place of a file.',
    parse: parseBoolean,
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
