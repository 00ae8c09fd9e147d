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
