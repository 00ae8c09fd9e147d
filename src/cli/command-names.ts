import leven from 'leven';

/** The commands beside the main one. A directory of such a name is written `./presets`. */
export const COMMANDS = [
  'lint',
  'update',
  'diff',
  'verify',
  'add',
  'presets',
  'schema',
  'completion',
] as const;

/** The command that a word is or was meant to be: the same, or a slip away. A path is none. */
export function commandMeant(word: string): (typeof COMMANDS)[number] | undefined {
  if (/[\\/.]/.test(word)) return undefined;
  return COMMANDS.find((name) => leven(word, name) <= (name.length > 4 ? 2 : 1));
}
