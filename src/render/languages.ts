import path from 'node:path';

/** Languages with an escaping rule of their own; `text` has none, so nothing may be inserted there unless marked raw. */
export type Language =
  | 'js'
  | 'python'
  | 'yaml'
  | 'toml'
  | 'json'
  | 'dockerfile'
  | 'markdown'
  | 'sql'
  | 'text';

const BY_EXTENSION: Record<string, Language> = {
  '.js': 'js',
  '.py': 'python',
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.toml': 'toml',
  '.json': 'json',
  '.md': 'markdown',
  '.sql': 'sql',
};

/** The language of a generated file, from its path. */
export function languageOf(file: string): Language {
  if (path.posix.basename(file) === 'Dockerfile') return 'dockerfile';
  return BY_EXTENSION[path.posix.extname(file)] ?? 'text';
}
