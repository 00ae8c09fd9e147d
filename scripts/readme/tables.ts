import {
  CREATE_OPTIONS,
  flagsOf,
  LINT_OPTIONS,
  type OptionDefinition,
} from '../../src/cli/options.ts';
import { RULES } from '../../src/conventions/index.ts';
import { EXIT_MEANINGS } from '../../src/failure.ts';
import { specSchema } from '../../src/spec/schema.ts';

interface SchemaNode {
  type?: string;
  description?: string;
  enum?: readonly unknown[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
}

/** The parts of the README that come from the code: marker name → Markdown. */
export function readmeTables(): Record<string, string> {
  return {
    flags: flagTable(CREATE_OPTIONS),
    'lint-flags': flagTable(LINT_OPTIONS),
    'exit-codes': table(
      ['Exit code', 'Meaning'],
      Object.entries(EXIT_MEANINGS).map(([code, meaning]) => [code, meaning]),
    ),
    'exporter-yaml': table(
      ['Key', 'Value', 'Meaning'],
      rows(specSchema as unknown as SchemaNode, ''),
    ),
    rules: table(
      ['Rule', 'Level', 'Why'],
      RULES.map(({ id, level, why, source }) => [`[\`${id}\`](${source})`, level, why]),
    ),
  };
}

/** README text with every marked part renewed. */
export function renewReadme(text: string): string {
  let renewed = text;
  for (const [name, markdown] of Object.entries(readmeTables())) {
    const part = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!part.test(renewed)) throw new Error(`README.md has no part <!-- ${name} -->`);
    renewed = renewed.replace(
      part,
      (_, open: string, close: string) => `${open}\n${markdown}\n${close}`,
    );
  }
  return renewed;
}

function flagTable(options: readonly OptionDefinition[]): string {
  return table(
    ['Flag', 'Description'],
    options.map((option) => [`\`${flagsOf(option)}\``, option.description]),
  );
}

function rows({ properties = {} }: SchemaNode, prefix: string): string[][] {
  return Object.entries(properties).flatMap(([key, node]) => {
    const name = `${prefix}${key}`;
    const children = node.items?.properties
      ? rows(node.items, `${name}[].`)
      : rows(node, `${name}.`);
    return [[`\`${name}\``, valueText(node), node.description ?? ''], ...children];
  });
}

function valueText({ type, enum: values, items }: SchemaNode): string {
  if (values) return values.map((value) => `\`${value}\``).join(' ');
  if (items?.enum) return `list of ${valueText(items)}`;
  return type === 'array' ? `list of ${items?.type}s` : (type ?? '');
}

function table(head: string[], body: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), `|${'---|'.repeat(head.length)}`, ...body.map(line)].join('\n')}\n`;
}
