/** The word at the end of a metric's name that may be its unit; of a counter the one before `_total`. */
export function lastWord(name: string): string {
  return name
    .replace(/_total$/, '')
    .split('_')
    .at(-1)!;
}
