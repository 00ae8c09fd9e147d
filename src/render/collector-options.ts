import type { CollectorName } from '../spec/schema.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { HELP, type Own, ownOptions, READERS } from './collector-option-table.ts';
import type { ProgramOption } from './program-options.ts';

/** Types of the values in Python. */
const PYTHON_TYPES: Record<keyof typeof READERS, string> = {
  text: 'str',
  file: 'str',
  switch: 'bool',
  count: 'int',
  positiveCount: 'int',
  seconds: 'float',
  positiveSeconds: 'float',
  url: 'str',
  targets: 'dict[str, str]',
  statuses: 'frozenset[int]',
  headers: 'dict[str, str]',
};

/** An option of a collector, with what the option tables of both runtimes need. */
export interface CollectorOption extends ProgramOption {
  /** Flag without dashes. */
  name: string;
  /** Field of the configuration in Node.js and in Python. */
  key: string;
  field: string;
  /** Functions that read the value. */
  jsReader: string;
  pythonReader: string;
  /** Type of the value in Python, None where there is no default. */
  pythonType: string;
  /** What the value is in JSDoc. */
  jsType: string;
  negatable: boolean;
  secret: boolean;
}

/** The options of one collector: the three that all have, then its own. */
export interface CollectorOptions {
  name: CollectorName;
  /** `collectorHttpProbe`, `collector_http_probe` */
  key: string;
  field: string;
  help: string;
  maxSeries: number;
  minInterval: number;
  own: CollectorOption[];
  all: CollectorOption[];
}

/** The options of the collectors a spec uses, in the order of the format. */
export function collectorOptions(spec: ExporterSpec): CollectorOptions[] {
  return spec.collectors.map((name) => {
    const { max_series, min_interval } = spec[name]!;
    const flag = `collector.${name}`;
    const own = ownOptions(name, spec).map(option);
    return {
      name,
      key: camel(flag),
      field: snake(flag),
      help: HELP[name],
      maxSeries: max_series,
      minInterval: min_interval,
      own,
      all: [
        option([flag, 'switch', 'true', '', HELP[name]]),
        option([
          `${flag}.max-series`,
          'count',
          String(max_series),
          'N',
          `Most series of the collector ${name}; 0 is no limit.`,
        ]),
        option([
          `${flag}.min-interval`,
          'seconds',
          String(min_interval),
          'SECONDS',
          `Time a read of the collector ${name} is kept; 0 reads at every scrape.`,
        ]),
        ...own,
      ],
    };
  });
}

const HTTP_READERS = ['overZero', 'parseHeaders', 'parseStatuses', 'parseTargets', 'parseUrl'];

/** The functions of `http-values.js` that the options are read with, as an import names them. */
export function httpReaders(spec: ExporterSpec): string {
  const calls = collectorOptions(spec).flatMap(({ all }) => all.map(({ jsReader }) => jsReader));
  return HTTP_READERS.filter((name) => calls.some((call) => call.startsWith(name))).join(', ');
}

function option([name, reader, byDefault, placeholder, help, secret]: Own): CollectorOption {
  const negatable = reader === 'switch';
  return {
    name,
    flag: `--${negatable ? '[no-]' : ''}${name}`,
    key: camel(name),
    field: snake(name),
    environment: snake(name).toUpperCase(),
    default: byDefault,
    placeholder,
    help,
    jsReader: READERS[reader].js,
    pythonReader: READERS[reader].python,
    pythonType: PYTHON_TYPES[reader] + (byDefault === '' ? ' | None' : ''),
    jsType: `${READERS[reader].jsType}${byDefault === '' ? ' | undefined' : ''}`,
    negatable,
    secret: secret !== undefined,
  };
}

/** Readers of the Python project that are not in its module for all options. */
const PYTHON_HTTP_READERS = ['headers', 'over_zero', 'statuses', 'targets', 'web_address'];

/** Names that the table of the collectors' options imports in Python, by module; may be empty. */
export function pythonReaders(
  collectors: readonly CollectorOptions[],
): Record<'http' | 'values', string> {
  const calls = collectors.flatMap(({ own }) => own.map(({ pythonReader }) => pythonReader));
  const names = new Set(calls.flatMap((call) => call.match(/[a-z]\w+/g)!));
  names.delete('str');
  for (const common of ['seconds', 'switch', 'whole_number']) names.add(common);
  const isHttp = (name: string) => PYTHON_HTTP_READERS.includes(name);
  const sorted = [...names].sort();
  return {
    http: sorted.filter(isHttp).join(', '),
    values: ['Option', ...sorted.filter((name) => !isHttp(name))].join(', '),
  };
}

function camel(flag: string): string {
  return flag.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function snake(flag: string): string {
  return flag.replace(/[.-]/g, '_');
}
