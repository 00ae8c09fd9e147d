import { codeCall, codeFields } from './call-layout.ts';
import type { HELPER_NAMES } from './helper-names.ts';
import { codeList, jsAssignment, pythonBlock, wrapped } from './layout.ts';
import { commentText, docstringText, jsLiteral, LITERALS, pythonLiteral } from './literals.ts';
import type { MetricView } from './view-types.ts';

type Helper = (...args: never[]) => string;

interface ListOptions {
  column: number;
  /** A name that stands, without its quotes, between `column` and the list. */
  after?: string;
  indent: number;
  language: 'js' | 'python';
  tail?: number;
}

interface FieldsOptions {
  column: number;
  indent: number;
  language: 'js' | 'python';
  tail?: number;
}

interface EventCallOptions {
  /** What has the function of the event. */
  on: string;
  indent: number;
  language: 'js' | 'python';
}

interface CommentOptions {
  /** What every line begins with; the text is wrapped where it is given. */
  prefix: string;
}

interface Indentation {
  indent: number;
}

type JsValue = Parameters<typeof jsAssignment>[1];

/** What the templates call; see `helper-names.ts`. */
export const HELPERS: Record<(typeof HELPER_NAMES)[number], Helper> = {
  'literal-js': LITERALS.js,
  'literal-python': LITERALS.python,
  'literal-toml': LITERALS.toml,
  'literal-json': LITERALS.json,
  'literal-dockerfile': LITERALS.dockerfile,
  'literal-markdown': LITERALS.markdown,
  comment: (text: string, options?: CommentOptions) =>
    options === undefined ? commentText(text) : wrapped(commentText(text), options.prefix),
  docstring: (text: string) => docstringText(text),
  list: (values: (string | number)[], options: ListOptions) =>
    codeList(values.map(options.language === 'js' ? jsLiteral : pythonLiteral), {
      ...options,
      column: options.column + (options.after?.length ?? 0),
      numbers: values.every((value) => typeof value === 'number'),
    }),
  fields: <Content extends string>(
    labels: ({ name: string } & Record<Content, string | string[]>)[],
    content: Content,
    options: FieldsOptions,
  ) =>
    codeFields(
      labels.map((label) => [label.name, label[content]]),
      options,
    ),
  'event-call': eventCall,
  block: (text: string, { indent }: Indentation) => pythonBlock(text, indent),
  property: (key: string, value: JsValue, { indent }: Indentation) =>
    `${jsAssignment(`${key}:`, value, indent)},`,
  constant: (name: string, value: JsValue) => `${jsAssignment(`const ${name} =`, value, 0)};`,
};

/** The call that records an event with sample labels; a counter without a value counts one. */
function eventCall(
  event: MetricView,
  value: string | number,
  { on, indent, language }: EventCallOptions,
): string {
  const { labels, isCounter } = event;
  if (language === 'js') {
    const fields = labels.map(({ name, sample }) => [name, sample] as const);
    const args = [...(fields.length > 0 ? [fields] : []), ...(value === '' ? [] : [`${value}`])];
    return `${codeCall(`${on}.${event.action}`, args, { language, indent })};`;
  }
  const keywords = labels.map(({ parameter, sample }) => `${parameter}=${pythonLiteral(sample)}`);
  const args = isCounter
    ? [...keywords, ...(value === '' ? [] : [keywords.length > 0 ? `amount=${value}` : `${value}`])]
    : [`${value}`, ...keywords];
  return codeCall(`${on}.${event.pythonAction}`, args, { language, indent, tail: 0 });
}
