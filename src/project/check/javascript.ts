import { parse } from 'acorn';
import type { SyntaxProblem } from './index.ts';

export function check(text: string): SyntaxProblem | undefined {
  try {
    parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return undefined;
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number }; message: string };
    return { line: loc?.line ?? 1, message };
  }
}
