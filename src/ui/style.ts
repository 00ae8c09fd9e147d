import { FOREIGN, written } from '../visible.ts';

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

/** What begins and ends each kind of mark. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

const OWN = String.raw`\u001b\[(?:${Object.values(CODES).flat().join('|')})m`;
const OWN_OR_FOREIGN = new RegExp(`(${OWN})|${FOREIGN}`, 'g');

/** @param color whether the output shows ANSI colours */
export function createStyle(color: boolean): Style {
  const mark =
    ([open, close]: readonly [number, number]) =>
    (text: string) =>
      color ? `${ESC}${open}m${text}${ESC}${close}m` : text;
  return {
    bold: mark(CODES.bold),
    dim: mark(CODES.dim),
    red: mark(CODES.red),
    green: mark(CODES.green),
    yellow: mark(CODES.yellow),
    cyan: mark(CODES.cyan),
  };
}

/** An output as it may be shown: how we mark words stays, what else would tell the terminal something is written out. */
export function visibleOutput(text: string): string {
  return text.replace(OWN_OR_FOREIGN, (found, own?: string) => own ?? written(found));
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
