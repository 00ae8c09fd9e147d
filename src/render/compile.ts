import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Handlebars from 'handlebars';
import { type SyntaxProblem, syntaxProblem } from '../project/check/index.ts';
import { languageOf } from './languages.ts';
import { everyText } from './settled.ts';
import { templateExpression } from './template-code.ts';

/** npm drops or renames dotfiles when it packs, so they are stored as `dot-name`. */
const DOTFILE = /(^|\/)dot-/g;

/**
 * Compiles every layer under a directory to the source of a JavaScript module. Build time only.
 * @returns layer name → module text
 * @throws Error if a settled file does not parse in all its forms: nothing looks at it again when it is written
 */
export async function compileLayers(directory: string): Promise<Map<string, string>> {
  const layers = new Map<string, string>();
  for (const name of (await readdir(directory)).sort()) {
    const entries: string[] = [];
    const settled: string[] = [];
    for (const file of await listFiles(path.join(directory, name))) {
      const target = file.replace(DOTFILE, '$1.');
      const source = await readFile(path.join(directory, name, file), 'utf8');
      const ast = parseTemplate(source, target);
      const texts = textsOf(target, ast);
      for (const text of texts ?? []) refuseProblem(target, await syntaxProblem(target, text));
      if (texts) settled.push(target);
      const code =
        texts?.length === 1 && isVerbatim(ast) ? JSON.stringify(texts[0]) : templateExpression(ast);
      entries.push(`  ${JSON.stringify(target)}: ${code},`);
    }
    layers.set(
      name,
      `export const settled = ${JSON.stringify(settled)};\nexport const templates = {\n${entries.join('\n')}\n};\n`,
    );
  }
  return layers;
}

/** @throws Error naming the template where a helper cannot be called */
function textsOf(target: string, ast: hbs.AST.Program): string[] | undefined {
  try {
    return everyText(ast);
  } catch (error) {
    throw new Error(`${target}: ${(error as Error).message}`, { cause: error });
  }
}

function refuseProblem(target: string, problem: SyntaxProblem | undefined): void {
  if (problem) throw new Error(`${target}:${problem.line}: ${problem.message}`);
}

/** All files below a directory, relative, with forward slashes, sorted. */
export async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    )
    .sort();
}

/** Parses a template and puts every `{{value}}` through the literal rule of the file's language. */
export function parseTemplate(source: string, target: string): hbs.AST.Program {
  const ast = Handlebars.parse(source);
  new EscapeByLanguage(target).accept(ast);
  return ast;
}

/** Whether a template has nothing to fill in. */
function isVerbatim(ast: hbs.AST.Program): boolean {
  return ast.body.every(({ type }) => type === 'ContentStatement');
}

class EscapeByLanguage extends Handlebars.Visitor {
  readonly #target: string;

  constructor(target: string) {
    super();
    this.#target = target;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped) return;
    const language = languageOf(this.#target);
    if (language === 'text' || language === 'sql' || language === 'yaml') {
      throw new Error(
        `${this.#target}:${mustache.loc.start.line}: no literal rule for this kind of file; use {{{ }}} with a value that is safe there`,
      );
    }
    const isCall = mustache.params.length > 0 || mustache.hash !== undefined;
    const argument = isCall
      ? ({
          type: 'SubExpression',
          path: mustache.path,
          params: mustache.params,
          hash: mustache.hash,
          loc: mustache.loc,
        } as hbs.AST.SubExpression)
      : mustache.path;
    mustache.path = {
      type: 'PathExpression',
      data: false,
      depth: 0,
      parts: [`literal-${language}`],
      original: `literal-${language}`,
      loc: mustache.loc,
    } as hbs.AST.PathExpression;
    mustache.params = [argument as hbs.AST.Expression];
    mustache.hash = undefined as unknown as hbs.AST.Hash;
    mustache.escaped = false;
  }
}
