import { languageOf } from '../../render/languages.ts';
import type { FileTree } from '../../render/render.ts';

/** Where a text stops being its language: 1-based line and what the parser says. */
export interface SyntaxProblem {
  line: number;
  message: string;
}

type Check = (text: string, file: string) => SyntaxProblem | undefined;

/** Loaded when a tree has such a file. */
const CHECKS: Record<string, () => Promise<{ check: Check }>> = {
  js: () => import('./javascript.ts'),
  python: () => import('./python.ts'),
  yaml: () => import('./yaml.ts'),
  json: () => import('./json.ts'),
  toml: () => import('./toml.ts'),
  dockerfile: () => import('./dockerfile.ts'),
};

/** For texts that people had a hand in, where the quick checks of what was rendered see too little. */
const STRICT_CHECKS: typeof CHECKS = {
  ...CHECKS,
  js: () => import('./javascript-module.ts'),
  python: () => import('./python-module.ts'),
};

/**
 * Where a file that people may have edited stops being its language; undefined if it does not, or if its language has no
 * parser here.
 */
export async function syntaxProblem(
  file: string,
  text: string,
): Promise<SyntaxProblem | undefined> {
  return (await STRICT_CHECKS[languageOf(file)]?.())?.check(text, file);
}

/**
 * Looks at every file as its language does, but for those that are known to be fine.
 * @throws Error naming each broken file: what was rendered is wrong, which is a defect of create-exporter
 */
export async function checkSyntax(
  files: FileTree,
  known: ReadonlySet<string> = new Set(),
): Promise<void> {
  const problems: string[] = [];
  for (const [file, text] of files) {
    if (known.has(file)) continue;
    const problem = (await CHECKS[languageOf(file)]?.())?.check(text, file);
    if (problem) problems.push(`${file}:${problem.line}: ${problem.message}`);
  }
  if (problems.length > 0) {
    throw new Error(`the rendered files do not parse:\n${problems.join('\n')}`);
  }
}
