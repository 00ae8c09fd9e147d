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
 * Walks a template with real views as the engine would. A path must exist wherever it is named, in `#if` and `#each` too,
 * where the engine itself would take a missing one for false; and some view must reach every branch.
 */
class Check {
  readonly #file: string;
  readonly #missing = new Set<string>();
  readonly #branches = new Map<string, boolean>();

  constructor(file: string) {
    this.#file = file;
  }

  problems(): string[] {
    const unreached = [...this.#branches].filter(([, reached]) => !reached);
    return [
      ...[...this.#missing].map((place) => `${place} does not exist`),
      ...unreached.map(([place]) => `${place} is never reached by a spec of the tests`),
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
    const subject = block.params[0] as hbs.AST.PathExpression;
    const value = this.#value(subject, scopes);
    // `@first` and `@last` depend on the loop, not on the view: both branches are read.
    const holds = Array.isArray(value) ? value.length > 0 : Boolean(value);
    const takes = (branch: boolean) => subject.data || holds === branch;
    const place = `${this.#file}:${block.loc.start.line}: #${name} ${subject.original}`;
    if (name === 'each') {
      const list = value as Scope[];
      this.#reach(place, list.length > 0);
      for (const element of list) this.program(block.program, [...scopes, element]);
      return;
    }
    const inner = name === 'with' ? [...scopes, value as Scope] : scopes;
    const main = takes(name !== 'unless');
    this.#reach(place, main);
    if (main) this.program(block.program, inner);
    if (!block.inverse) return;
    const other = takes(name === 'unless');
    this.#reach(`${place}, else`, other);
    if (other) this.program(block.inverse, scopes);
  }

  #reach(place: string, reached: boolean): void {
    this.#branches.set(place, this.#branches.get(place) || reached);
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
