import { showsSample } from '../deployment/upstream.ts';
import type { CollectorName } from '../spec/schema.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** How the text of an option becomes a value: the function of each runtime. */
export const READERS = {
  text: { js: 'String', python: 'str', jsType: 'string' },
  file: { js: 'String', python: 'file_name', jsType: 'string' },
  switch: { js: 'parseBoolean', python: 'switch', jsType: 'boolean' },
  count: { js: 'parseCount', python: 'whole_number(0, 999_999_999)', jsType: 'number' },
  positiveCount: {
    js: 'overZero(parseCount)',
    python: 'over_zero(whole_number(0, 999_999_999))',
    jsType: 'number',
  },
  seconds: { js: 'parseSeconds', python: 'seconds', jsType: 'number' },
  positiveSeconds: { js: 'overZero(parseSeconds)', python: 'over_zero(seconds)', jsType: 'number' },
  url: { js: 'parseUrl', python: 'web_address', jsType: 'string' },
  targets: { js: 'parseTargets', python: 'targets', jsType: 'Map<string, string>' },
  statuses: { js: 'parseStatuses', python: 'statuses', jsType: 'number[]' },
  headers: { js: 'parseHeaders', python: 'headers', jsType: 'Record<string, string>' },
} as const;

/** One option of a collector, as the table has it. */
export type Own = [
  flag: string,
  reader: keyof typeof READERS,
  byDefault: string,
  placeholder: string,
  help: string,
  secret?: 'secret',
];

export const HELP: Record<CollectorName, string> = {
  mongodb: 'Collect the metrics of the MongoDB server.',
  sql: 'Collect the metrics that are read from the database.',
  'http-probe': 'Collect whether web addresses answer.',
  'json-api': 'Collect the metrics that are read from the JSON document.',
  log: 'Collect the metrics that are counted in the log file.',
  custom: 'Collect the metrics of the custom collector.',
};

export function ownOptions(name: CollectorName, spec: ExporterSpec): Own[] {
  switch (name) {
    case 'mongodb':
      return [
        [
          'mongodb.uri',
          'text',
          'mongodb://localhost:27017',
          'URI',
          'MongoDB server to read, with user and password.',
          'secret',
        ],
        [
          'mongodb.uri-file',
          'file',
          '',
          'FILE',
          'File that holds the URI, read again after a failure; beats --mongodb.uri.',
        ],
      ];
    case 'sql':
      return spec.sql!.engine === 'sqlite' ? sqliteOptions(spec) : serverOptions(spec);
    case 'http-probe': {
      const probe = spec['http-probe']!;
      const targets = Object.entries(probe.targets).map(([target, url]) => `${target}=${url}`);
      return [
        [
          'http-probe.targets',
          'targets',
          targets.join(','),
          'NAME=URL,…',
          'What is asked: name=url,name=url; the name is the label api_name.',
        ],
        [
          'http-probe.expect-status',
          'statuses',
          probe.expect_status.join(','),
          'STATUS,…',
          'HTTP statuses of an API that is available; up to 5 redirects are followed before.',
        ],
        [
          'http-probe.timeout',
          'positiveSeconds',
          String(probe.timeout_seconds),
          'SECONDS',
          'Time each target has to answer; less when the scrape has less.',
        ],
        [
          'http-probe.concurrency',
          'positiveCount',
          String(probe.concurrency),
          'N',
          'Targets asked at the same time.',
        ],
      ];
    }
    case 'json-api':
      return [
        ['json-api.url', 'url', spec['json-api']!.url, 'URL', 'Address of the JSON document.'],
        [
          'json-api.headers',
          'headers',
          '',
          'LINES',
          'HTTP headers to send, a line "Name: value" for each.',
          'secret',
        ],
        [
          'json-api.headers-file',
          'file',
          '',
          'FILE',
          'File with such lines, read for every request; used instead of the headers.',
        ],
        [
          'json-api.token',
          'text',
          '',
          'TOKEN',
          'Bearer token to send; better in the environment, where other users do not see it.',
          'secret',
        ],
        [
          'json-api.token-file',
          'file',
          '',
          'FILE',
          'File with the bearer token, read for every request; used instead of the token.',
        ],
      ];
    case 'log':
      return [
        [
          'logfile.path',
          'file',
          spec.log!.file,
          'FILE',
          'Log file to read; not the log of this program.',
        ],
        [
          'logfile.from-start',
          'switch',
          String(spec.log!.from === 'start'),
          '',
          'Count the lines that are in the file when the program starts, too.',
        ],
        [
          'logfile.max-bytes-per-scrape',
          'count',
          String(spec.log!.max_bytes_per_scrape),
          'BYTES',
          'Most bytes read at once, the rest is left for the next scrape; 0 is no limit.',
        ],
      ];
    case 'custom':
      return [];
  }
}

function sqliteOptions(spec: ExporterSpec): Own[] {
  const file = 'SQLite database, opened read-only.';
  if (!showsSample(spec)) {
    return [['database.file', 'file', '', 'FILE', `${file} Required.`]];
  }
  return [
    ['database.file', 'file', '', 'FILE', `${file} Required without --database.sample.`],
    [
      'database.sample',
      'switch',
      'false',
      '',
      'Show the sample data of the project, which nobody should take for real, in place of a file.',
    ],
  ];
}

function serverOptions(spec: ExporterSpec): Own[] {
  const example =
    spec.sql!.engine === 'mysql' ? 'mysql://localhost:3306/app' : 'postgresql://localhost:5432/app';
  return [
    ['database.url', 'text', example, 'URL', 'Database to read, with user and password.', 'secret'],
    [
      'database.url-file',
      'file',
      '',
      'FILE',
      'File that holds the URL, read again after a failure; beats --database.url.',
    ],
  ];
}
