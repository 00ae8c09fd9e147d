/** Names in generated code: the engine, then a view for each level of nesting. */
const ENGINE = 'h';
const viewName = (depth: number) => `v${depth}`;

/**
 * The body of a parsed template as a JavaScript expression that gives its text. Handlebars' own compiler makes four times
 * the code and needs a runtime; this takes the part of the language that the templates use, and refuses the rest.
 * @throws Error naming the line of what it does not know
 */
export function templateExpression(program: hbs.AST.Program): string {
  return `(${ENGINE}, ${viewName(0)}) => ${programCode(program, 0)}`;
}

/** @param depth how many views are around it */
function programCode(program: hbs.AST.Program, depth: number): string {
  const parts = program.body
    .map((statement) => statementCode(statement, depth))
    .filter((part) => part !== '""' && part !== '');
  return parts.length === 0 ? '""' : parts.join(' + ');
}

function statementCode(statement: hbs.AST.Statement, depth: number): string {
  switch (statement.type) {
    case 'ContentStatement':
      return JSON.stringify((statement as hbs.AST.ContentStatement).value);
    case 'CommentStatement':
      return '';
    case 'MustacheStatement':
      return `${ENGINE}.text(${callCode(statement as hbs.AST.MustacheStatement, depth)})`;
    case 'BlockStatement':
      return blockCode(statement as hbs.AST.BlockStatement, depth);
    default:
      throw unknown(statement, statement.type);
  }
}

function blockCode(block: hbs.AST.BlockStatement, depth: number): string {
  const name = (block.path as hbs.AST.PathExpression).original;
  if (block.hash !== undefined) throw unknown(block, `a hash of #${name}`);
  if (block.params.length !== 1) throw unknown(block, `#${name} without one subject`);
  if (block.program.blockParams?.length) throw unknown(block, `"as" of #${name}`);
  const subject = expressionCode(block.params[0]!, depth);
  const otherwise = block.inverse ? programCode(block.inverse, depth) : '""';
  const inner = depth + 1;
  const nested = () => `(${viewName(inner)}, at) => ${programCode(block.program, inner)}`;
  switch (name) {
    case 'if':
      return `(${ENGINE}.holds(${subject}) ? ${programCode(block.program, depth)} : ${otherwise})`;
    case 'unless':
      return `(${ENGINE}.holds(${subject}) ? ${otherwise} : ${programCode(block.program, depth)})`;
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
function callCode(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression, depth: number): string {
  if (call.params.length === 0 && call.hash === undefined) return expressionCode(call.path, depth);
  const args = call.params.map((param) => expressionCode(param, depth));
  const pairs = call.hash?.pairs ?? [];
  const hash = pairs.map(({ key, value }) => `${key}: ${expressionCode(value, depth)}`);
  if (pairs.length > 0) args.push(`{ ${hash.join(', ')} }`);
  const name = (call.path as hbs.AST.PathExpression).original;
  return `${ENGINE}.helpers[${JSON.stringify(name)}](${args.join(', ')})`;
}

function expressionCode(expression: hbs.AST.Expression, depth: number): string {
  switch (expression.type) {
    case 'SubExpression':
      return callCode(expression as hbs.AST.SubExpression, depth);
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return JSON.stringify((expression as hbs.AST.StringLiteral).value);
    case 'PathExpression':
      return pathCode(expression as hbs.AST.PathExpression, depth);
    default:
      throw unknown(expression, expression.type);
  }
}

function pathCode(path: hbs.AST.PathExpression, depth: number): string {
  // The place of an outer loop has no name in the code.
  if (path.data && path.depth > 0) throw unknown(path, `@../${path.parts.join('.')}`);
  if (path.data) return `at.${path.parts.join('.')}`;
  const parts = (path.parts as string[]).map((part) =>
    /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`,
  );
  return `${viewName(depth - path.depth)}${parts.join('')}`;
}

function unknown(node: hbs.AST.Node, what: string): Error {
  return new Error(`line ${node.loc.start.line}: ${what} is not known to templates here`);
}
