import type { Command, Option } from 'commander';
import { unusable } from './commander-options.ts';

/**
 * Commander takes whatever comes next for the value of an option, another option too, which then has no effect.
 * @param words what follows the command
 * @throws Failure (exit 2) on an option whose value is missing
 */
export function refuseMissingValues(
  command: Command,
  words: readonly string[],
  help: string,
): void {
  for (let index = 0; index < words.length && words[index] !== '--'; index++) {
    const option = command.options.find((known) => isNamed(known, words[index]));
    if (!option?.required) continue;
    index++;
    const next = words[index];
    if (next !== undefined && !isOption(command, next)) continue;
    const name = option.long!;
    const instead =
      next === undefined ? '' : `, and ${next} is an option. If it is the value: ${name}=${next}`;
    throw unusable(`${name} needs a value${instead}.`, `Write: ${option.flags}`, help);
  }
}

/** Whether a word is an option that the command knows, alone or with its value. */
function isOption(command: Command, word: string): boolean {
  const [name = ''] = word.split('=');
  return ['-h', '--help'].includes(name) || command.options.some((known) => isNamed(known, name));
}

function isNamed({ short, long }: Option, word: string | undefined): boolean {
  return word !== undefined && (word === short || word === long);
}
