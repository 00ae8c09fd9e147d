import { DESCRIPTION, NAME } from './build-info.js';
import { ConfigError } from './config-values.js';
import { checkCredentials } from './credentials.js';
import { maskSecrets } from './logger.js';
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

/**
 * The text `--help` prints.
 *
 * @returns {string}
 */
export function helpText() {
  const rows = OPTIONS.map((option) => {
    const name = option.negatable ? `--[no-]${option.flag}` : `--${option.flag}`;
    const hints = [option.env, option.default && `default ${option.default}`].filter(Boolean);
    return [
      `  ${name}${option.placeholder ? ` ${option.placeholder}` : ''}`,
      `      ${option.help}${hints.length > 0 ? ` [${hints.join(', ')}]` : ''}`,
    ].join('\n');
  });
  return `${NAME}: ${DESCRIPTION}\n\nUsage: ${NAME} [flags]\n\n${rows.join('\n')}\n`;
}

function readFlags(args) {
  const given = new Map();
  const rest = [...args];
  while (rest.length > 0) {
    const argument = rest.shift();
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    const option = OPTIONS.find(
      ({ flag, negatable }) => flag === name || (negatable && `no-${flag}` === name),
    );
    if (!option) {
      throw unknownArgument(argument);
    }
    const text = flagValue(option, name, value, rest);
    const before = option.repeatable ? given.get(option.flag) : undefined;
    given.set(option.flag, before === undefined ? text : `${before},${text}`);
  }
  return given;
}

function unknownArgument(argument) {
  // Without the value, which may be a secret behind a mistyped name.
  const [name] = argument.split('=');
  const what = argument.startsWith('-') ? 'Unknown flag' : 'Unexpected argument';
  return new ConfigError(`${what} "${maskSecrets(name)}": run with --help to see all flags.`);
}

function flagValue(option, name, value, rest) {
  if (!option.switch && !option.negatable) {
    const text = value ?? (rest[0]?.startsWith('--') ? undefined : rest.shift());
    if (!text) {
      throw new ConfigError(`--${name} needs a value: write --${name}=${option.placeholder}.`);
    }
    return text;
  }
  if (value !== undefined) {
    throw new ConfigError(`--${name} takes no value: leave out "=${value}".`);
  }
  return name === option.flag ? 'true' : 'false';
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
