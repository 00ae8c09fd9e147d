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
    help: {{batchOptions.pushUrl.help}},
    parse: parseGatewayUrl,
    secret: true,
  },
  {
    key: 'pushUsername',
    flag: 'push.username',
    env: 'PUSH_USERNAME',
    placeholder: 'USER',
    help: {{batchOptions.pushUsername.help}},
    parse: String,
  },
  {
    key: 'pushPasswordFile',
    flag: 'push.password-file',
    env: 'PUSH_PASSWORD_FILE',
    placeholder: 'FILE',
    help: {{batchOptions.pushPasswordFile.help}},
    parse: String,
  },
  {
    key: 'pushGrouping',
    flag: 'push.grouping',
    env: 'PUSH_GROUPING',
    placeholder: 'KEY=VALUE',
    help: {{batchOptions.pushGrouping.help}},
    parse: parseGrouping,
    repeatable: true,
  },
  {
    key: 'pushTimeout',
    flag: 'push.timeout',
    env: 'PUSH_TIMEOUT',
    default: '10',
    placeholder: 'SECONDS',
    help: {{batchOptions.pushTimeout.help}},
    parse: parseSeconds,
  },
  {
    key: 'pushRetries',
    flag: 'push.retries',
    env: 'PUSH_RETRIES',
    default: '3',
    placeholder: 'N',
    help: {{batchOptions.pushRetries.help}},
    parse: parseRetries,
  },
  {
    key: 'pushRequired',
    flag: 'push.required',
    env: 'PUSH_REQUIRED',
    default: 'true',
    negatable: true,
    help: {{batchOptions.pushRequired.help}},
    parse: parseBoolean,
  },
  {
    key: 'logLevel',
    flag: 'log.level',
    env: 'LOG_LEVEL',
    default: 'info',
    placeholder: 'LEVEL',
    help: {{batchOptions.logLevel.help}},
    parse: oneOf(LOG_LEVELS),
  },
  {
    key: 'logFormat',
    flag: 'log.format',
    env: 'LOG_FORMAT',
    default: 'logfmt',
    placeholder: 'FORMAT',
    help: {{batchOptions.logFormat.help}},
    parse: oneOf(LOG_FORMATS),
  },
  {
    key: 'print',
    flag: 'print',
    switch: true,
    help: {{batchOptions.print.help}},
  },
  {
    key: 'delete',
    flag: 'delete',
    switch: true,
    help: {{batchOptions.delete.help}},
  },
  {
    key: 'configCheck',
    flag: 'config.check',
    switch: true,
    help: {{batchOptions.configCheck.help}},
  },
  {
    key: 'version',
    flag: 'version',
    switch: true,
    help: {{batchOptions.version.help}},
  },
  {
    key: 'help',
    flag: 'help',
    switch: true,
    help: {{batchOptions.help.help}},
  },
];
