import type { HELPER_NAMES } from './helper-names.ts';
import { codeList } from './layout.ts';
import { commentText, docstringText, jsLiteral, LITERALS, pythonLiteral } from './literals.ts';

type Helper = (...args: never[]) => string;

interface ListOptions {
  hash: { column: number; indent: number; language: 'js' | 'python'; tail?: number };
}

/** What the templates call; see `helper-names.ts`. */
export const HELPERS: Record<(typeof HELPER_NAMES)[number], Helper> = {
  'literal-js': LITERALS.js,
  'literal-python': LITERALS.python,
  'literal-yaml': LITERALS.yaml,
  'literal-toml': LITERALS.toml,
  'literal-json': LITERALS.json,
  'literal-dockerfile': LITERALS.dockerfile,
  'literal-markdown': LITERALS.markdown,
  comment: (text: string) => commentText(text),
  docstring: (text: string) => docstringText(text),
  list: (values: (string | number)[], { hash }: ListOptions) =>
    codeList(values.map(hash.language === 'js' ? jsLiteral : pythonLiteral), {
      ...hash,
      numbers: values.every((value) => typeof value === 'number'),
    }),
};
