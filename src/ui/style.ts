/** How words are marked for people; plain text where colour is off. */
export interface Style {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  cyan: (text: string) => string;
}

const ESC = '\u001b[';

/** @param color whether the output shows ANSI colours */
export function createStyle(color: boolean): Style {
  const mark = (open: number, close: number) => (text: string) =>
    color ? `${ESC}${open}m${text}${ESC}${close}m` : text;
  return {
    bold: mark(1, 22),
    dim: mark(2, 22),
    red: mark(31, 39),
    green: mark(32, 39),
    yellow: mark(33, 39),
    cyan: mark(36, 39),
  };
}

/** Colour is used on a terminal unless told otherwise (https://no-color.org, `TERM=dumb`, `FORCE_COLOR`). */
export function wantsColor(
  isTTY: boolean,
  env: Record<string, string | undefined>,
  flag: boolean,
): boolean {
  if (!flag || env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTTY && env.TERM !== 'dumb';
}
