import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, parseTemplate } from '../../../src/render/compile.ts';
import { HELPER_NAMES } from '../../../src/render/helper-names.ts';
import { LAYERS } from '../../../src/render/layers.ts';
import { buildView } from '../../../src/render/view.ts';
import { everySpec } from './specs.ts';

const ROOT = 'templates/layers';
const BLOCKS = ['if', 'unless', 'each', 'with'];

const views = everySpec().map((spec) => ({ spec, view: buildView(spec) }));

describe.each(LAYERS)('layer $name', ({ name, appliesTo }) => {
  const applying = views.filter(({ spec }) => appliesTo(spec)).map(({ view }) => view);

  it('applies to some spec of the tests', () => {
    expect(applying.length).toBeGreaterThan(0);
  });

  it('names only what the view has', async () => {
    const problems: string[] = [];
    for (const file of await listFiles(path.join(ROOT, name))) {
      const source = readFileSync(path.join(ROOT, name, file), 'utf8');
      const ast = parseTemplate(source, file.replace(/(^|\/)dot-/g, '$1.'));
      const check = new Check(file);
      for (const view of applying) check.program(ast, [view]);
      problems.push(...check.problems());
    }
    expect(problems).toEqual([]);
  });
});

type Scope = object;

/**
 * Walks a template with a real view, as the engine would, but into every branch: a path must exist wherever it is named,
 * in `#if` and `#each` too, where the engine itself would take a missing one for false.
 */
class Check {
  readonly #file: string;
  readonly #missing = new Set<string>();
  /** Paths inside an `#each` whose list was never filled. */
  readonly #seen = new Map<string, boolean>();

  constructor(file: string) {
    this.#file = file;
  }

  problems(): string[] {
    const unreached = [...this.#seen].filter(([, reached]) => !reached).map(([place]) => place);
    return [
      ...[...this.#missing].map((place) => `${place} does not exist`),
      ...unreached.map((place) => `${place} is never reached by a spec of the tests`),
    ];
  }

  program(program: hbs.AST.Program | undefined, scopes: Scope[]): void {
    for (const statement of program?.body ?? []) this.#statement(statement, scopes);
  }

  #statement(node: hbs.AST.Statement, scopes: Scope[]): void {
    if (node.type === 'MustacheStatement') {
      this.#call(node as hbs.AST.MustacheStatement, scopes);
    } else if (node.type === 'BlockStatement') {
      this.#block(node as hbs.AST.BlockStatement, scopes);
    }
  }

  #block(block: hbs.AST.BlockStatement, scopes: Scope[]): void {
    const name = (block.path as hbs.AST.PathExpression).original;
    expect(BLOCKS, `${this.#file}: #${name}`).toContain(name);
    const subject = block.params[0]!;
    const values = this.#value(subject, scopes);
    if (name !== 'each') {
      this.program(block.program, name === 'with' ? [...scopes, values as Scope] : scopes);
      this.program(block.inverse, scopes);
      return;
    }
    const place = `${this.#file}:${block.loc.start.line}: each ${(subject as hbs.AST.PathExpression).original}`;
    const list = (values as Scope[] | undefined) ?? [];
    this.#seen.set(place, this.#seen.get(place) || list.length > 0);
    for (const element of list) this.program(block.program, [...scopes, element]);
    this.program(block.inverse, scopes);
  }

  #call(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scopes: Scope[]): void {
    const name = (node.path as hbs.AST.PathExpression).original;
    const isHelper = (HELPER_NAMES as readonly string[]).includes(name);
    if (!isHelper) this.#value(node.path, scopes);
    for (const param of node.params) this.#value(param, scopes);
    for (const pair of node.hash?.pairs ?? []) this.#value(pair.value, scopes);
  }

  #value(expression: hbs.AST.Expression, scopes: Scope[]): unknown {
    if (expression.type === 'SubExpression') {
      this.#call(expression as hbs.AST.SubExpression, scopes);
      return undefined;
    }
    if (expression.type !== 'PathExpression') return undefined;
    const { parts, depth, data, original, loc } = expression as hbs.AST.PathExpression;
    if (data) return undefined;
    let value: unknown = scopes.at(-1 - depth);
    for (const part of parts as string[]) {
      const has = typeof value === 'object' && value !== null && part in value;
      if (!has) {
        this.#missing.add(`${this.#file}:${loc.start.line}: ${original}`);
        return undefined;
      }
      value = (value as Record<string, unknown>)[part];
    }
    return value;
  }
}
