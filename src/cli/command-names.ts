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

/** The command that the first word is; undefined for the main one. */
export function commandNamed(word: string | undefined): (typeof COMMANDS)[number] | undefined {
  return COMMANDS.find((name) => name === word);
}

/** What other tools call them. */
const OTHER_NAMES: Record<string, (typeof COMMANDS)[number]> = {
  upgrade: 'update',
  regenerate: 'update',
  sync: 'update',
  status: 'diff',
  check: 'lint',
  validate: 'lint',
};

/** The command that a word is or was meant to be: the same, a slip away, or another word for it. A path or flag is none. */
export function commandMeant(word: string): (typeof COMMANDS)[number] | undefined {
  if (/[\\/.]|^-/.test(word)) return undefined;
  if (Object.hasOwn(OTHER_NAMES, word)) return OTHER_NAMES[word];
  return COMMANDS.find((name) => leven(word, name) <= (name.length > 4 ? 2 : 1));
}
