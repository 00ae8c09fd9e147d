import { parse, TomlError } from 'smol-toml';
import type { SyntaxProblem } from './index.ts';

export function check(text: string): SyntaxProblem | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { line: error.line, message: error.message.split('\n')[0]! };
  }
}
