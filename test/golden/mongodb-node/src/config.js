import { DESCRIPTION, NAME } from './build-info.js';
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
 * @property {boolean} collectorMongodb
 * @property {number} collectorMongodbMaxSeries
 * @property {number} collectorMongodbMinInterval
 * @property {string} mongodbUri
 * @property {string | undefined} mongodbUriFile
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
  for (const option of OPTIONS) {
    if (option.switch) {
      config[option.key] = given.has(option.flag);
    } else {
      config[option.key] = settingOf(option, given, env);
    }
  }
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
      const what = argument.startsWith('-') ? 'Unknown flag' : 'Unexpected argument';
      throw new ConfigError(`${what} "${argument}": run with --help to see all flags.`);
    }
    given.set(option.flag, flagValue(option, name, value, rest));
  }
  return given;
}

function flagValue(option, name, value, rest) {
  const negated = name !== option.flag;
  if (option.switch || negated) {
    if (value !== undefined) {
      throw new ConfigError(`--${name} takes no value: leave out "=${value}".`);
    }
    return negated ? 'false' : 'true';
  }
  if (option.negatable && value === undefined) {
    return 'true';
  }
  const text = value ?? (rest[0]?.startsWith('--') ? undefined : rest.shift());
  if (!text) {
    const example = option.placeholder ?? 'true';
    throw new ConfigError(`--${name} needs a value: write --${name}=${example}.`);
  }
  return text;
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
