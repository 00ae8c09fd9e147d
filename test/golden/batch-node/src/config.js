import { readFlags } from './command-line.js';
import { ConfigError } from './config-values.js';
import { checkCredentials } from './credentials.js';
import { OPTIONS } from './options.js';

/**
 * @typedef {object} Config
 * @property {import('./config-values.js').GatewayUrl | undefined} pushUrl
 * @property {string | undefined} pushUsername
 * @property {string | undefined} pushPasswordFile
 * @property {Record<string, string> | undefined} pushGrouping
 * @property {number} pushTimeout seconds
 * @property {number} pushRetries
 * @property {boolean} pushRequired
 * @property {string} logLevel
 * @property {string} logFormat
 * @property {boolean} print
 * @property {boolean} delete
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
  if (config.delete && !config.pushUrl) {
    throw new ConfigError('--delete needs a Pushgateway: set --push.url or PUSHGATEWAY_URL.');
  }
  checkCredentials(config);
  return config;
}

function settingOf(option, given, env) {
  const [source, text] = [
    [`--${option.flag}`, given.get(option.flag)],
    [option.env, env[option.env]],
    ['the default', option.default],
  ].find(([, candidate]) => candidate) ?? [undefined, undefined];
  if (text === undefined) {
    return undefined;
  }
  try {
    return option.parse(text);
  } catch (error) {
    const value = option.secret ? 'value' : `value "${text}"`;
    throw new ConfigError(`Invalid ${value} for ${source}: ${error.message}.`);
  }
}
