import { LineCounter, parseAllDocuments } from 'yaml';
import type { SyntaxProblem } from './index.ts';

export function check(text: string): SyntaxProblem | undefined {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  for (const document of documents) {
    const error = document.errors[0];
    if (error) return { line: lineCounter.linePos(error.pos[0]).line, message: error.message };
  }
  return undefined;
}
