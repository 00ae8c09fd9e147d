import { parse } from 'acorn';
import type { SyntaxProblem } from './index.ts';

/**
 * Parses a module as Node.js does before it runs it. Beyond `javascript.ts` it sees what comes of two texts put together:
 * a name imported or declared twice, an export of nothing.
 */
export function check(text: string): SyntaxProblem | undefined {
  try {
    parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { loc, message } = error as SyntaxError & { loc: { line: number } };
    return { line: loc.line, message };
  }
}
