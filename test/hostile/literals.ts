import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'acorn';
import { cleanUpLater } from '../support/cleanup.ts';
import { requireTool } from '../support/tools.ts';

/**
 * Every text that a module means: its string literals and the fixed parts of its template literals.
 * @throws SyntaxError if it is no module
 */
export function javascriptTexts(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value } = node as { type?: string; value?: unknown };
    if (type === 'Literal' && typeof value === 'string') texts.push(value);
    if (type === 'TemplateElement') texts.push((value as { cooked: string }).cooked);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }));
  return texts;
}

/** Python itself, started once: a start for each question would take most of the time. */
export class PythonReader {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor() {
    const program = path.resolve('test/hostile/python_literals.py');
    this.#child = spawn(requireTool('python'), [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    cleanUpLater(async () => {
      this.#child.kill();
    });
    this.#answers = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /**
   * Every string constant of some sources.
   * @throws Error if Python refuses one of them
   */
  async texts(sources: string[]): Promise<string[]> {
    this.#child.stdin!.write(`${JSON.stringify(sources)}\n`);
    const { constants, error } = JSON.parse((await this.#answers.next()).value);
    if (error !== undefined) throw new Error(error);
    return constants;
  }
}
