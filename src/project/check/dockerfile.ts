import type { SyntaxProblem } from './index.ts';

/** https://docs.docker.com/reference/dockerfile/ */
const INSTRUCTION =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+\S/;

/** Every logical line is a known instruction with an argument, and exec forms are JSON arrays of strings. */
export function check(text: string): SyntaxProblem | undefined {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const start = index;
    let logical = lines[index]!;
    if (/^\s*(?:#|$)/.test(logical)) continue;
    while (logical.endsWith('\\') && index + 1 < lines.length) {
      logical = `${logical.slice(0, -1)} ${lines[++index]!.trim()}`;
    }
    const problem = instructionProblem(logical.trim());
    if (problem) return { line: start + 1, message: problem };
  }
  return undefined;
}

function instructionProblem(line: string): string | undefined {
  if (!INSTRUCTION.test(line)) return `unknown or empty instruction: ${line.slice(0, 40)}`;
  const exec = /^(?:CMD|ENTRYPOINT|HEALTHCHECK.*\bCMD|SHELL|RUN)\s+(\[.*)$/.exec(line)?.[1];
  if (exec === undefined) return undefined;
  try {
    const words: unknown = JSON.parse(exec);
    return Array.isArray(words) && words.every((word) => typeof word === 'string')
      ? undefined
      : 'the exec form takes an array of strings';
  } catch {
    return 'the exec form is no JSON array';
  }
}
