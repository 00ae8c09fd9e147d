import path from 'node:path';
import { commandMeant } from '../../cli/command-names.ts';
import { CREATE_OPTIONS } from '../../cli/create-options.ts';
import { propertyOf } from '../../cli/flags.ts';
import { maskSecrets } from '../../mask.ts';
import { shellWord } from '../../shell-word.ts';
import type { Answered } from './settle.ts';

/** Not part of what was made, only of how it was told. */
const LEFT_OUT = new Set(['yes', 'dry-run', 'diff', 'json', 'quiet', 'color', 'verbose']);

/** The command that makes the same project without prompts; a password in it has to be put back. */
export function reproduceCommand({ flags, place }: Answered, cwd: string): string {
  const words = ['npx', 'create-exporter', directoryWord(place.directory, cwd)];
  for (const option of CREATE_OPTIONS) {
    const value = replayable(option.name, flags[propertyOf(option)], words[2]!);
    if (value === undefined || LEFT_OUT.has(option.name)) continue;
    if (option.name === 'name' && value === path.basename(place.directory)) continue;
    if (option.name === 'on-conflict' && value === 'fail') continue;
    if (typeof value === 'boolean') {
      words.push(value ? `--${option.name}` : `--no-${option.name}`);
    } else if (Array.isArray(value) && !option.choices) {
      for (const entry of value) words.push(`--${option.name}`, entry);
    } else {
      words.push(`--${option.name}`, [value].flat().join(','));
    }
  }
  return [...words, '--yes'].map((word) => shellWord(maskSecrets(word))).join(' ');
}

/** Standard input is gone by then; the project carries what was read from it. */
function replayable<T>(option: string, value: T, directory: string): T | string {
  return option === 'spec' && value === '-' ? `${directory}/exporter.yaml` : value;
}

/** The directory as an argument that is neither a command nor a flag. */
function directoryWord(directory: string, cwd: string): string {
  const relative = path.relative(cwd, directory) || '.';
  const isTaken = commandMeant(relative) !== undefined || relative.startsWith('-');
  return isTaken ? `./${relative}` : relative;
}
