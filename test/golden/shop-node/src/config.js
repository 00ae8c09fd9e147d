import { readFlags } from './command-line.js';
import { ConfigError } from './config-values.js';
import { maskSecrets } from './logger.js';
import { OPTIONS } from './options.js';

/**
 * @typedef {object} Config
 * @property {{ host: string, port: number }} listen
 * @property {string} telemetryPath
 * @property {string | undefined} webConfigFile
 * @property {number} maxRequests
 * @property {string} logLevel
 * @property {string} logFormat
 * @property {boolean} collectorSql
 * @property {number} collectorSqlMaxSeries
 * @property {number} collectorSqlMinInterval
 * @property {string | undefined} databaseFile
 * @property {boolean} databaseSample
 * @property {boolean} once
 * @property {boolean} configCheck
 * @property {boolean} version
 * @property {boolean} help
 */

/**
 * Settings from flags, then the environment, then the defaults.
 *
 * @param {object} [source]
 * @param {string[]} [source.args] command line arguments
 * @param {Record<string, string | undefined>} [source.env]
 * @returns {Config}
 */
export function loadConfig({ args = [], env = {} } = {}) {
  const given = readFlags(args);
  const config = {};
  for (const option of OPTIONS.filter((candidate) => candidate.switch)) {
    config[option.key] = given.has(option.flag);
  }
  if (config.help || config.version) {
    // These work whatever the environment holds.
    return config;
  }
  for (const option of OPTIONS.filter((candidate) => !candidate.switch)) {
    config[option.key] = settingOf(option, given, env);
  }
  return config;
}

function settingOf(option, given, env) {
  const fallback = option.key === 'listen' ? addressOfHostAndPort(option, env) : undefined;
  const [source, text] = [
    [`--${option.flag}`, given.get(option.flag)],
    [option.env, env[option.env]],
    ['HOST and PORT', fallback],
    ['the default', option.default],
  ].find(([, candidate]) => candidate) ?? [undefined, undefined];
  if (text === undefined) {
    return undefined;
  }
  try {
    return option.parse(text);
  } catch (error) {
    const shown = option.secret ? '***' : maskSecrets(text);
    throw new ConfigError(`Invalid value "${shown}" for ${source}: ${error.message}.`);
  }
}

function addressOfHostAndPort(option, env) {
  if (!env.HOST && !env.PORT) {
    return undefined;
  }
  const host = env.HOST?.includes(':') && !env.HOST.startsWith('[') ? `[${env.HOST}]` : env.HOST;
  return `${host ?? ''}:${env.PORT || option.parse(option.default).port}`;
}
