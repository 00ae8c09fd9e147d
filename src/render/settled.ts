import { HELPERS } from './helpers.ts';

/** Names made of a known alphabet: a file that parses with one of them parses with all. */
const SAMPLES: Record<string, string> = {
  package: 'sample',
  namespace: 'sample',
  name: 'a-sample',
  port: '1',
};

/** Texts of our own, not the spec's: the program's options and the families it always has. */
const OURS = new Set(['options', 'own']);

/** What a helper is given in the place of a value. Whatever that is, a literal is a literal. */
const VALUE = 'Sample value.';

/** More conditions in one file than this would make too many texts. */
const MOST_CONDITIONS = 8;

/**
 * Every text that a template can become, where it has nothing but conditions and names in it; undefined where lists or
 * values of the spec come in. The build parses them all, so nothing has to look at such a file again when it is written.
 */
export function everyText(program: hbs.AST.Program): string[] | undefined {
  const conditions = new Set<string>();
  if (!isSettled(program, conditions) || conditions.size > MOST_CONDITIONS) return undefined;
  const names = [...conditions];
  const texts = Array.from({ length: 2 ** names.length }, (_, bits) => {
    const holds = new Set(names.filter((_, index) => bits & (1 << index)));
    return textOf(program, holds);
  });
  return [...new Set(texts)];
}

/** Whether all of it is known ahead; notes the conditions it finds. */
function isSettled(program: hbs.AST.Program | undefined, conditions: Set<string>): boolean {
  return (program?.body ?? []).every((node) => {
    if (node.type === 'ContentStatement' || node.type === 'CommentStatement') return true;
    if (node.type === 'MustacheStatement') return sampleOf(node) !== undefined;
    const block = node as hbs.AST.BlockStatement;
    const subject = block.params[0] as hbs.AST.PathExpression;
    if (!isCondition(block) || subject.data || subject.depth > 0) return false;
    conditions.add(subject.original);
    return isSettled(block.program, conditions) && isSettled(block.inverse, conditions);
  });
}

function textOf(program: hbs.AST.Program | undefined, holds: ReadonlySet<string>): string {
  return (program?.body ?? [])
    .map((node) => {
      if (node.type === 'ContentStatement') return (node as hbs.AST.ContentStatement).value;
      if (node.type === 'CommentStatement') return '';
      if (node.type === 'MustacheStatement') return sampleOf(node);
      const block = node as hbs.AST.BlockStatement;
      const isTrue = holds.has((block.params[0] as hbs.AST.PathExpression).original);
      const takesFirst = isTrue === ((block.path as hbs.AST.PathExpression).original === 'if');
      return textOf(takesFirst ? block.program : block.inverse, holds);
    })
    .join('');
}

function isCondition({ path }: hbs.AST.BlockStatement): boolean {
  return ['if', 'unless'].includes((path as hbs.AST.PathExpression).original);
}

/** What may stand for what is filled in; undefined where it is the spec's own. */
function sampleOf(node: hbs.AST.Statement): string | undefined {
  const { path, params, hash } = node as hbs.AST.MustacheStatement;
  const { original, parts } = path as hbs.AST.PathExpression;
  if (params.length === 0) {
    const isOurName = OURS.has(String(parts[0])) && parts.at(-1) === 'name';
    if (isOurName) return 'sample_name';
    return Object.hasOwn(SAMPLES, original) ? SAMPLES[original] : undefined;
  }
  const name = original as keyof typeof HELPERS;
  const pairs = hash?.pairs ?? [];
  const options = Object.fromEntries(pairs.map(({ key, value }) => [key, sampleArgument(value)]));
  const values = name === 'list' ? [[VALUE]] : params.map(sampleArgument);
  return (HELPERS[name] as Helper)(...values, ...(pairs.length > 0 ? [options] : []));
}

type Helper = (...args: unknown[]) => string;

/** What is written in the template stays; a value of the spec has a stand-in. */
function sampleArgument(argument: hbs.AST.Expression): unknown {
  return argument.type === 'PathExpression' ? VALUE : (argument as hbs.AST.StringLiteral).value;
}
