/** Names in generated code: the engine, then a view for each level of nesting. */
const ENGINE = 'h';
const scopeName = (depth: number) => `v${depth}`;

/** Where an expression stands: how many views are around it, and whether the innermost is the element of a loop. */
interface Scope {
  depth: number;
}

/**
 * The body of a parsed template as a JavaScript expression that gives its text. Handlebars' own compiler makes four times
 * the code and needs a runtime; this takes the part of the language that the templates use, and refuses the rest.
 * @throws Error naming the line of what it does not know
 */
export function templateExpression(program: hbs.AST.Program): string {
  return `(${scopeName(0)}) => ${programCode(program, { depth: 0 })}`;
}

function programCode(program: hbs.AST.Program, scope: Scope): string {
  const parts = program.body
    .map((statement) => statementCode(statement, scope))
    .filter((part) => part !== '""' && part !== '');
  return parts.length === 0 ? '""' : parts.join(' + ');
}

function statementCode(statement: hbs.AST.Statement, scope: Scope): string {
  switch (statement.type) {
    case 'ContentStatement':
      return JSON.stringify((statement as hbs.AST.ContentStatement).value);
    case 'CommentStatement':
      return '';
    case 'MustacheStatement':
      return `${ENGINE}.text(${callCode(statement as hbs.AST.MustacheStatement, scope)})`;
    case 'BlockStatement':
      return blockCode(statement as hbs.AST.BlockStatement, scope);
    default:
      throw unknown(statement, statement.type);
  }
}

function blockCode(block: hbs.AST.BlockStatement, scope: Scope): string {
  const name = (block.path as hbs.AST.PathExpression).original;
  const subject = expressionCode(block.params[0]!, scope);
  const otherwise = block.inverse ? programCode(block.inverse, scope) : '""';
  const inner = { depth: scope.depth + 1 };
  const nested = () => `(${scopeName(inner.depth)}, at) => ${programCode(block.program, inner)}`;
  switch (name) {
    case 'if':
      return `(${ENGINE}.holds(${subject}) ? ${programCode(block.program, scope)} : ${otherwise})`;
    case 'unless':
      return `(${ENGINE}.holds(${subject}) ? ${otherwise} : ${programCode(block.program, scope)})`;
    case 'each':
      if (block.inverse) throw unknown(block, '#each with else');
      return `${ENGINE}.each(${subject}, ${nested()})`;
    case 'with':
      if (block.inverse) throw unknown(block, '#with with else');
      return `${ENGINE}.each([${subject}], ${nested()})`;
    default:
      throw unknown(block, `#${name}`);
  }
}

/** A path, or a helper with its arguments. */
function callCode(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scope: Scope): string {
  if (call.params.length === 0 && call.hash === undefined) return expressionCode(call.path, scope);
  const args = call.params.map((param) => expressionCode(param, scope));
  const pairs = call.hash?.pairs ?? [];
  const hash = pairs.map(({ key, value }) => `${key}: ${expressionCode(value, scope)}`);
  if (pairs.length > 0) args.push(`{ ${hash.join(', ')} }`);
  const name = (call.path as hbs.AST.PathExpression).original;
  return `${ENGINE}.helpers[${JSON.stringify(name)}](${args.join(', ')})`;
}

function expressionCode(expression: hbs.AST.Expression, scope: Scope): string {
  switch (expression.type) {
    case 'SubExpression':
      return callCode(expression as hbs.AST.SubExpression, scope);
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return JSON.stringify((expression as hbs.AST.StringLiteral).value);
    case 'PathExpression':
      return pathCode(expression as hbs.AST.PathExpression, scope);
    default:
      throw unknown(expression, expression.type);
  }
}

function pathCode(path: hbs.AST.PathExpression, scope: Scope): string {
  if (path.data) return `at.${path.parts.join('.')}`;
  const parts = (path.parts as string[]).map((part) =>
    /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`,
  );
  return `${scopeName(scope.depth - path.depth)}${parts.join('')}`;
}

function unknown(node: hbs.AST.Node, what: string): Error {
  return new Error(`line ${node.loc.start.line}: ${what} is not known to templates here`);
}
