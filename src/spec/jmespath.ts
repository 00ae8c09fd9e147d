import { compile } from '@jmespath-community/jmespath';

/** Functions that both runtimes' libraries know (https://jmespath.org/specification.html#built-in-functions). */
const FUNCTIONS = new Set(
  `abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null reverse
  sort sort_by starts_with sum to_array to_number to_string type values`.split(/\s+/),
);

/** Extensions of the Node.js library that the Python one cannot read. */
const EXTENSION = /^(?:Arithmetic|Unary.*|Root|LetExpression|Variable|Ternary)$/;

/** Why an expression cannot be used in both runtimes, as a sentence, or undefined. */
export function jmespathProblem(expression: string): string | undefined {
  try {
    const unknown = extensionIn(compile(expression));
    return unknown && `${unknown} is not part of JMESPath as both runtimes know it.`;
  } catch (error) {
    return `This is no JMESPath expression: ${(error as Error).message}.`;
  }
}

function extensionIn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { type, name } = node as { type?: string; name?: string };
  if (type === 'Literal') return undefined;
  if (type !== undefined && EXTENSION.test(type)) return `The syntax of "${type}"`;
  if (type === 'Function' && !FUNCTIONS.has(name ?? '')) return `The function "${name}"`;
  for (const child of Object.values(node)) {
    const found = extensionIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
