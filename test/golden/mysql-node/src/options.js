import { COLLECTOR_OPTIONS } from './collector-options.js';
import { countUpTo, oneOf, parseAddress, parseTelemetryPath } from './config-values.js';
import { LOG_FORMATS, LOG_LEVELS } from './logger.js';

/**
 * Every setting, once: parsing, `--help` and the environment variables come from this table.
 * `negatable` options have a `--no-` form and need no value; `switch` options take none.
 */
export const OPTIONS = [
  {
    key: 'listen',
    flag: 'web.listen-address',
    env: 'WEB_LISTEN_ADDRESS',
    default: ':9464',
    placeholder: 'ADDRESS',
    help: 'Address to listen on: host:port, :port or [::1]:port. HOST and PORT are understood too.',
    parse: parseAddress,
  },
  {
    key: 'telemetryPath',
    flag: 'web.telemetry-path',
    env: 'WEB_TELEMETRY_PATH',
    default: '/metrics',
    placeholder: 'PATH',
    help: 'Path the metrics are served on.',
    parse: parseTelemetryPath,
  },
  {
    key: 'webConfigFile',
    flag: 'web.config.file',
    env: 'WEB_CONFIG_FILE',
    placeholder: 'FILE',
    help: "YAML file that turns on TLS and basic authentication, in the format of Prometheus' own exporters.",
    parse: String,
  },
  {
    key: 'maxRequests',
    flag: 'web.max-requests',
    env: 'WEB_MAX_REQUESTS',
    default: '40',
    placeholder: 'N',
    help: 'Scrapes answered at the same time, 503 beyond them; 0 is no limit.',
    parse: countUpTo(100_000),
  },
  {
    key: 'logLevel',
    flag: 'log.level',
    env: 'LOG_LEVEL',
    default: 'info',
    placeholder: 'LEVEL',
    help: 'Lowest level that is logged: debug, info, warn or error.',
    parse: oneOf(LOG_LEVELS),
  },
  {
    key: 'logFormat',
    flag: 'log.format',
    env: 'LOG_FORMAT',
    default: 'logfmt',
    placeholder: 'FORMAT',
    help: 'Format of the log lines: logfmt or json.',
    parse: oneOf(LOG_FORMATS),
  },
  ...COLLECTOR_OPTIONS,
  {
    key: 'once',
    flag: 'once',
    switch: true,
    help: 'Print one scrape and exit, with 1 if a collector failed.',
  },
  {
    key: 'configCheck',
    flag: 'config.check',
    switch: true,
    help: 'Check the configuration and exit.',
  },
  {
    key: 'version',
    flag: 'version',
    switch: true,
    help: 'Print the version and exit.',
  },
  {
    key: 'help',
    flag: 'help',
    switch: true,
    help: 'Print this help and exit; -h does the same.',
  },
];
