import type { HELPER_NAMES } from './helper-names.ts';
import { codeList, jsAssignment, pythonBlock, wrapped } from './layout.ts';
import { commentText, docstringText, jsLiteral, LITERALS, pythonLiteral } from './literals.ts';

type Helper = (...args: never[]) => string;

interface ListOptions {
  hash: {
    column: number;
    /** A name that stands, without its quotes, between `column` and the list. */
    after?: string;
    indent: number;
    language: 'js' | 'python';
    tail?: number;
  };
}

interface CommentOptions {
  /** What every line begins with; the text is wrapped where it is given. */
  hash: { prefix?: string };
}

type JsValue = Parameters<typeof jsAssignment>[1];

/** What the templates call; see `helper-names.ts`. */
export const HELPERS: Record<(typeof HELPER_NAMES)[number], Helper> = {
  'literal-js': LITERALS.js,
  'literal-python': LITERALS.python,
  'literal-yaml': LITERALS.yaml,
  'literal-toml': LITERALS.toml,
  'literal-json': LITERALS.json,
  'literal-dockerfile': LITERALS.dockerfile,
  'literal-markdown': LITERALS.markdown,
  comment: (text: string, { hash }: CommentOptions) =>
    hash.prefix === undefined ? commentText(text) : wrapped(commentText(text), hash.prefix),
  docstring: (text: string) => docstringText(text),
  list: (values: (string | number)[], { hash }: ListOptions) =>
    codeList(values.map(hash.language === 'js' ? jsLiteral : pythonLiteral), {
      ...hash,
      column: hash.column + (hash.after?.length ?? 0),
      numbers: values.every((value) => typeof value === 'number'),
    }),
  block: (text: string, { hash }: { hash: { indent: number } }) => pythonBlock(text, hash.indent),
  property: (key: string, value: JsValue, { hash }: { hash: { indent: number } }) =>
    `${jsAssignment(`${key}:`, value, hash.indent)},`,
  constant: (name: string, value: JsValue) => `${jsAssignment(`const ${name} =`, value, 0)};`,
};
