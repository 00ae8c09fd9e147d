import { parser } from '@lezer/python';
import type { SyntaxProblem } from './index.ts';

/** The parser recovers from errors and marks them in the tree; the first mark counts. */
export function check(text: string): SyntaxProblem | undefined {
  let problem: SyntaxProblem | undefined;
  // The parser does not know a `yield` without a value.
  const known = text.replace(/^( +)yield$/gm, '$1yield None');
  parser.parse(known).iterate({
    enter: (node) => {
      if (node.type.isError && !problem) {
        const line = known.slice(0, node.from).split('\n').length;
        problem = { line, message: 'invalid Python syntax' };
      }
      return problem === undefined;
    },
  });
  return problem;
}
