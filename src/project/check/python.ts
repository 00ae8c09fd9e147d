import type { SyntaxProblem } from './index.ts';

/** What Python is made of, as far as structure goes. */
const TOKEN = new RegExp(
  [
    /#[^\n]*/, // comment
    /"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''/, // string of many lines
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/, // string
    /\\?\n */, // end of a line and the indentation of the next, or a line that goes on there
    /[()[\]{}]/,
    /["'`$?\\\t\r]/, // what does not belong here: a quote alone begins a string without an end
    /[^#"'`$?\\\n\t\r()[\]{}]+/, // all other code
  ]
    .map(({ source }) => source)
    .join('|'),
  'gs',
);

const OPENS = new Set(['(', '[', '{']);
const PARTNER = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const STRAY = new Set(['"', "'", '`', '$', '?', '\\', '\t', '\r']);

/**
 * Looks at what a value can break where it is put into Python: strings that do not end, brackets without a partner,
 * indentation that fits no block, blocks without a line. A whole parser (`python-module.ts`) takes many times as long;
 * it reads every file in the tests, and here those that people had a hand in.
 */
export function check(text: string): SyntaxProblem | undefined {
  const open: { sign: string; line: number }[] = [];
  const blocks = [0];
  let line = 0;
  let lastSign = '';
  /** Of a line whose code is still to come. */
  let indentation: number | undefined;
  // The newline before the text makes its first line one like all others.
  for (const [token] of `\n${text}`.matchAll(TOKEN)) {
    if (token.startsWith('\n')) {
      line += 1;
      if (open.length === 0) indentation = token.length - 1;
      continue;
    }
    if (token.startsWith('#') || token.trim() === '') continue;
    const message =
      (indentation === undefined ? undefined : misplaced(indentation, blocks, lastSign === ':')) ??
      (STRAY.has(token) ? `${JSON.stringify(token)} is not expected here` : undefined) ??
      (PARTNER.has(token) && open.pop()?.sign !== PARTNER.get(token)
        ? `${token} closes nothing`
        : undefined);
    if (message !== undefined) return { line, message };
    if (OPENS.has(token)) open.push({ sign: token, line });
    indentation = undefined;
    line += token.split('\n').length - 1;
    if (!token.startsWith('\\')) lastSign = token.trimEnd().at(-1)!;
  }
  if (open[0]) return { line: open[0].line, message: `${open[0].sign} is never closed` };
  return lastSign === ':' ? { line, message: 'a block has no line' } : undefined;
}

/** Notes where a line stands; says what is wrong if it fits no block. */
function misplaced(indentation: number, blocks: number[], isNew: boolean): string | undefined {
  if (isNew) {
    if (indentation <= blocks.at(-1)!) return 'a block has no line';
    blocks.push(indentation);
    return undefined;
  }
  while (indentation < blocks.at(-1)!) blocks.pop();
  return indentation === blocks.at(-1) ? undefined : 'this line is indented like no block';
}
