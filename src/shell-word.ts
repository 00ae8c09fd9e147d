/** A word for the shell: bare where that is safe, else quoted so that POSIX shells, PowerShell and cmd read it alike if they can. */
export function shellWord(word: string): string {
  if (/^[\w%+:,./-][\w@%+=:,./-]*$/.test(word)) return word;
  if (!/["$`\\!%]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A path for a command line: with `/`, which Windows takes, too. A backslash would need quotes that cmd does not know. */
export function shellPath(file: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? file.replaceAll('\\', '/') : file;
}
