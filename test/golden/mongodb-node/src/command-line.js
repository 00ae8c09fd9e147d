import { DESCRIPTION, NAME } from './build-info.js';
import { ConfigError } from './config-values.js';
import { OPTIONS } from './options.js';

/**
 * Splits the command line; `--flag value` and `--flag=value` mean the same.
 *
 * @param {string[]} args
 * @returns {Map<string, string>} texts by the flags' names
 */
export function readFlags(args) {
  const given = new Map();
  const rest = [...args];
  while (rest.length > 0) {
    const argument = rest.shift();
    const flag = argument === '-h' ? '--help' : argument;
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(flag) ?? [];
    const option = optionCalled(name);
    if (!option) {
      throw unknownArgument(argument);
    }
    given.set(option.flag, flagValue(option, name, value, rest));
  }
  return given;
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
  return `${NAME}: ${DESCRIPTION}\n\nUsage: node src/main.js [flags]\n\n${rows.join('\n')}\n`;
}

function optionCalled(name) {
  return OPTIONS.find(
    ({ flag, negatable }) => flag === name || (negatable && `no-${flag}` === name),
  );
}

function unknownArgument(argument) {
  // Without the value, which may be a secret behind a mistyped name.
  const [name] = argument.split('=');
  const what = argument.startsWith('-') ? 'Unknown flag' : 'Unexpected argument';
  return new ConfigError(`${what} "${name}": run with --help to see all flags.`);
}

function flagValue(option, name, value, rest) {
  const isNegated = name !== option.flag;
  if (option.switch || isNegated) {
    if (value !== undefined) {
      throw new ConfigError(`--${name} takes no value: write nothing behind it.`);
    }
    return isNegated ? 'false' : 'true';
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
