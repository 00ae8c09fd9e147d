import { compile } from '@jmespath-community/jmespath';
import { failsAt } from './fails-at.ts';
import { placeIn } from './pattern-problem.ts';

/** Functions that both runtimes' libraries know (https://jmespath.org/specification.html#built-in-functions). */
const FUNCTIONS = new Set(
  `abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null reverse
  sort sort_by starts_with sum to_array to_number to_string type values`.split(/\s+/),
);

/** Extensions of the Node.js library that the Python one cannot read, and what to write. */
const EXTENSIONS: [type: RegExp, words: string][] = [
  [
    /^(?:Arithmetic|Unary.*)$/,
    'JMESPath cannot calculate; a name with a hyphen is written in double quotes: "total-count"',
  ],
  [/^Root$/, '"$" is JSONPath; JMESPath begins with the name of a field, or with @ for all'],
  [/^(?:LetExpression|Variable)$/, 'variables are not part of JMESPath as both runtimes know it'],
  [/^Ternary$/, '"? :" is not part of JMESPath as both runtimes know it'],
];

/** Why an expression cannot be used in both runtimes, as a sentence, or undefined. */
export function jmespathProblem(expression: string): string | undefined {
  const quote = openQuote(expression);
  if (quote !== undefined) {
    return `This is no JMESPath expression: the quote at ${placeIn(expression, quote)} is never closed.`;
  }
  const reason = reasonOf(expression);
  if (reason !== undefined) return syntaxProblem(expression, reason);
  const extension = extensionIn(compile(expression));
  return extension && `This expression cannot be used: ${extension}.`;
}

function syntaxProblem(expression: string, reason: string): string {
  const wrong = 'This is no JMESPath expression';
  if (/EOF/.test(reason)) {
    const open = openBracket(expression);
    return open === undefined
      ? `${wrong}: after "${expression.slice(-10)}" something is missing.`
      : `${wrong}: the bracket at ${placeIn(expression, open)} is not closed, or something is missing in it.`;
  }
  const at = failsAt(expression, reasonOf);
  return `${wrong}: ${placeIn(expression, at)} is not expected there.`;
}

/** What the library says, without the token itself, of which a beginning may be cut off. */
function reasonOf(expression: string): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/, value: .*|: "[^"]*"$|: \S+(?=\(\w+\)$)/s, '');
  }
}

const QUOTES = '\'"`';

/** Goes through an expression outside of its quotes; returns the position from 1 of a quote that is never closed. */
function openQuote(expression: string, visit: (char: string, index: number) => void = () => {}) {
  let quote: number | undefined;
  for (let index = 0; index < expression.length; index++) {
    const char = expression[index]!;
    if (quote !== undefined) {
      if (char === '\\') index++;
      else if (char === expression[quote]) quote = undefined;
    } else if (QUOTES.includes(char)) quote = index;
    else visit(char, index);
  }
  return quote === undefined ? undefined : quote + 1;
}

/** The position from 1 of the last bracket that is not closed. */
function openBracket(expression: string): number | undefined {
  const open: number[] = [];
  openQuote(expression, (char, index) => {
    if ('([{'.includes(char)) open.push(index + 1);
    else if (')]}'.includes(char)) open.pop();
  });
  return open.at(-1);
}

function extensionIn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { type, name } = node as { type?: string; name?: string };
  if (type === 'Literal') return undefined;
  const extension = EXTENSIONS.find(([pattern]) => type !== undefined && pattern.test(type));
  if (extension) return extension[1];
  if (type === 'Function' && !FUNCTIONS.has(name ?? '')) {
    return `the function "${name}" is not part of JMESPath as both runtimes know it`;
  }
  for (const child of Object.values(node)) {
    const found = extensionIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
