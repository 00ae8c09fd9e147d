/** A help text that another sentence can stand behind: with a full stop, unless it ends like a sentence. */
export function asSentence(help: string): string {
  return /[.!?…。！？]["')»”’]?$/u.test(help) ? help : `${help}.`;
}
