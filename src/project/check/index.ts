import { languageOf } from '../../render/languages.ts';
import type { FileTree } from '../../render/render.ts';

/** Where a text stops being its language: 1-based line and what the parser says. */
export interface SyntaxProblem {
  line: number;
  message: string;
}

type Check = (text: string, file: string) => SyntaxProblem | undefined;

/** Loaded when a tree has such a file, so that a Node.js project never pays for the Python parser. */
const CHECKS: Record<string, () => Promise<{ check: Check }>> = {
  js: () => import('./javascript.ts'),
  python: () => import('./python.ts'),
  yaml: () => import('./yaml.ts'),
  json: () => import('./json.ts'),
  toml: () => import('./toml.ts'),
  dockerfile: () => import('./dockerfile.ts'),
};

/** Where a file stops being its language; undefined if it does not, or if its language has no parser here. */
export async function syntaxProblem(
  file: string,
  text: string,
): Promise<SyntaxProblem | undefined> {
  return (await CHECKS[languageOf(file)]?.())?.check(text, file);
}

/**
 * Parses every file with a parser of its own language, but for those that are known to parse.
 * @throws Error naming each broken file: what was rendered is wrong, which is a defect of create-exporter
 */
export async function checkSyntax(
  files: FileTree,
  known: ReadonlySet<string> = new Set(),
): Promise<void> {
  const problems: string[] = [];
  for (const [file, text] of files) {
    if (known.has(file)) continue;
    const problem = await syntaxProblem(file, text);
    if (problem) problems.push(`${file}:${problem.line}: ${problem.message}`);
  }
  if (problems.length > 0) {
    throw new Error(`the rendered files do not parse:\n${problems.join('\n')}`);
  }
}
