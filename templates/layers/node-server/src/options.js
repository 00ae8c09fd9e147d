{{#if hasCollectors}}
import { COLLECTOR_OPTIONS } from './collector-options.js';
{{/if}}
import { countUpTo, oneOf, parseAddress, parseTelemetryPath } from './config-values.js';
import { LOG_FORMATS, LOG_LEVELS } from './logger.js';

/**
 * Every setting, once: parsing, `--help` and the environment variables come from this table.
{{#if hasCollectors}}
 * `negatable` options have a `--no-` form and need no value; `switch` options take none.
{{else}}
 * `switch` options take no value.
{{/if}}
 */
export const OPTIONS = [
  {
    key: 'listen',
    flag: 'web.listen-address',
    env: 'WEB_LISTEN_ADDRESS',
    default: {{options.listenAddress.default}},
    placeholder: {{options.listenAddress.placeholder}},
    help: {{options.listenAddress.help}},
    parse: parseAddress,
  },
  {
    key: 'telemetryPath',
    flag: 'web.telemetry-path',
    env: 'WEB_TELEMETRY_PATH',
    default: {{options.telemetryPath.default}},
    placeholder: {{options.telemetryPath.placeholder}},
    help: {{options.telemetryPath.help}},
    parse: parseTelemetryPath,
  },
  {
    key: 'webConfigFile',
    flag: 'web.config.file',
    env: 'WEB_CONFIG_FILE',
    placeholder: {{options.webConfigFile.placeholder}},
    help: {{options.webConfigFile.help}},
    parse: String,
  },
  {
    key: 'maxRequests',
    flag: 'web.max-requests',
    env: 'WEB_MAX_REQUESTS',
    default: {{options.maxRequests.default}},
    placeholder: {{options.maxRequests.placeholder}},
    help: {{options.maxRequests.help}},
    parse: countUpTo(100_000),
  },
  {
    key: 'logLevel',
    flag: 'log.level',
    env: 'LOG_LEVEL',
    default: {{options.logLevel.default}},
    placeholder: {{options.logLevel.placeholder}},
    help: {{options.logLevel.help}},
    parse: oneOf(LOG_LEVELS),
  },
  {
    key: 'logFormat',
    flag: 'log.format',
    env: 'LOG_FORMAT',
    default: {{options.logFormat.default}},
    placeholder: {{options.logFormat.placeholder}},
    help: {{options.logFormat.help}},
    parse: oneOf(LOG_FORMATS),
  },
{{#if hasCollectors}}
  ...COLLECTOR_OPTIONS,
{{/if}}
  {
    key: 'once',
    flag: 'once',
    switch: true,
    help: {{options.once.help}},
  },
  {
    key: 'configCheck',
    flag: 'config.check',
    switch: true,
    help: {{options.configCheck.help}},
  },
  {
    key: 'version',
    flag: 'version',
    switch: true,
    help: {{options.version.help}},
  },
  {
    key: 'help',
    flag: 'help',
    switch: true,
    help: {{options.help.help}},
  },
];
