import {
  oneOf,
  parseBoolean,
  parseGatewayUrl,
  parseGrouping,
  parseRetries,
  parseSeconds,
} from './config-values.js';
import { LOG_FORMATS, LOG_LEVELS } from './logger.js';

/**
 * Every setting, once: parsing, `--help` and the environment variables come from this table.
 * `negatable` options have a `--no-` form; `switch` options take no value; a `secret` is never
 * shown; the values of a `repeatable` one are joined by commas.
 */
export const OPTIONS = [
  {
    key: 'pushUrl',
    flag: 'push.url',
    env: 'PUSHGATEWAY_URL',
    placeholder: 'URL',
    help: 'Pushgateway to push to; a path prefix is kept. Without it nothing is pushed.',
    parse: parseGatewayUrl,
    secret: true,
  },
  {
    key: 'pushUsername',
    flag: 'push.username',
    env: 'PUSH_USERNAME',
    placeholder: 'USER',
    help: 'User for basic authentication; user and password may be in the URL instead.',
    parse: String,
  },
  {
    key: 'pushPasswordFile',
    flag: 'push.password-file',
    env: 'PUSH_PASSWORD_FILE',
    placeholder: 'FILE',
    help: 'File with the password, read again for each attempt to push.',
    parse: String,
  },
  {
    key: 'pushGrouping',
    flag: 'push.grouping',
    env: 'PUSH_GROUPING',
    placeholder: 'KEY=VALUE',
    help: 'Labels of the group beside the job name, separated by commas; the flag may be repeated.',
    parse: parseGrouping,
    repeatable: true,
  },
  {
    key: 'pushTimeout',
    flag: 'push.timeout',
    env: 'PUSH_TIMEOUT',
    default: '10',
    placeholder: 'SECONDS',
    help: 'Time limit of one attempt to push.',
    parse: parseSeconds,
  },
  {
    key: 'pushRetries',
    flag: 'push.retries',
    env: 'PUSH_RETRIES',
    default: '3',
    placeholder: 'N',
    help: 'Attempts to push after a failed one; the pauses are 1, 2, 4 ... seconds.',
    parse: parseRetries,
  },
  {
    key: 'pushRequired',
    flag: 'push.required',
    env: 'PUSH_REQUIRED',
    default: 'true',
    negatable: true,
    help: 'Exit with 3 when the job succeeded but its metrics could not be pushed.',
    parse: parseBoolean,
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
  {
    key: 'print',
    flag: 'print',
    switch: true,
    help: 'Run the job and print its metrics instead of pushing them.',
  },
  {
    key: 'delete',
    flag: 'delete',
    switch: true,
    help: 'Remove the group of the job from the Pushgateway and exit.',
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
