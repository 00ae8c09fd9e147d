import type { SyntaxProblem } from './index.ts';

export function check(text: string): SyntaxProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = (error as Error).message;
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return { line: text.slice(0, offset).split('\n').length, message };
  }
}
