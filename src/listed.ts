/** The first of many lines, and how many more there are. */
export function shortened(lines: readonly string[], most = 10): string[] {
  const shown = lines.slice(0, most);
  if (lines.length > most) shown.push(`… and ${lines.length - most} more`);
  return shown;
}

/** Words as an English sentence lists them: a, b and c. `Intl.ListFormat` does it too, and takes 10 ms to load its locale. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
