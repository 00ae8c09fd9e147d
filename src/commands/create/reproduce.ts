import path from 'node:path';
import { commandMeant } from '../../cli/command-names.ts';
import { CREATE_OPTIONS } from '../../cli/create-options.ts';
import { propertyOf } from '../../cli/flags.ts';
import { maskSecrets } from '../../mask.ts';
import { shellPath, shellWord } from '../../shell-word.ts';
import type { Io } from '../../ui/io.ts';
import type { Answered } from './settle.ts';

/** Not part of what was made, only of how it was told. */
const LEFT_OUT = new Set(['yes', 'dry-run', 'diff', 'json', 'quiet', 'color', 'verbose']);

/** The command that makes the same project without prompts; a password in it has to be put back. */
export function reproduceCommand(
  { flags, place }: Answered,
  { cwd, platform }: Pick<Io, 'cwd' | 'platform'>,
): string {
  const directory = shellPath(directoryWord(place.directory, cwd), platform);
  const words = ['npx', 'create-exporter', directory];
  for (const option of CREATE_OPTIONS) {
    const value = replayable(option.name, flags[propertyOf(option)], directory, platform);
    if (value === undefined || LEFT_OUT.has(option.name)) continue;
    if (option.name === 'name' && value === path.basename(place.directory)) continue;
    if (option.name === 'on-conflict' && value === 'fail') continue;
    if (typeof value === 'boolean') {
      words.push(value ? `--${option.name}` : `--no-${option.name}`);
    } else if (Array.isArray(value) && !option.choices) {
      for (const entry of value) words.push(...optionWords(option.name, entry));
    } else {
      words.push(...optionWords(option.name, [value].flat().join(',')));
    }
  }
  return [...words, '--yes'].map((word) => shellWord(maskSecrets(word))).join(' ');
}

/** A value that looks like an option would be taken for one. */
function optionWords(name: string, value: string): string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}

/** Standard input is gone by then; the project carries what was read from it. */
function replayable<T>(
  option: string,
  value: T,
  directory: string,
  platform: NodeJS.Platform,
): T | string {
  if (option !== 'spec' || typeof value !== 'string') return value;
  return value === '-' ? `${directory}/exporter.yaml` : shellPath(value, platform);
}

/** The directory as an argument that is neither a command nor a flag. */
function directoryWord(directory: string, cwd: string): string {
  const relative = path.relative(cwd, directory) || '.';
  const isTaken = commandMeant(relative) !== undefined || relative.startsWith('-');
  return isTaken ? `./${relative}` : relative;
}
