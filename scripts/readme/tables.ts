import { CREATE_OPTIONS } from '../../src/cli/create-options.ts';
import { LINT_OPTIONS } from '../../src/cli/lint-options.ts';
import { flagsOf, type OptionDefinition } from '../../src/cli/options.ts';
import { PROJECT_COMMANDS } from '../../src/cli/project-options.ts';
import { RULES } from '../../src/conventions/index.ts';
import { EXIT_MEANINGS } from '../../src/exit-codes.ts';
import { specSchema } from '../../src/spec/schema.ts';

interface SchemaNode {
  type?: string;
  description?: string;
  enum?: readonly unknown[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
}

/** The parts of the documents that come from the code: marker name → Markdown. */
export function readmeTables(): Record<string, string> {
  return {
    flags: flagTable(CREATE_OPTIONS),
    'lint-flags': flagTable(LINT_OPTIONS),
    'project-flags': projectFlags(),
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

/** The flags of the commands on a project, with those that have each. */
function projectFlags(): string {
  const commands = Object.entries(PROJECT_COMMANDS);
  const options = new Set(commands.flatMap(([, { options }]) => options));
  const owners = (option: OptionDefinition) =>
    commands.filter(([, { options }]) => options.includes(option)).map(([name]) => `\`${name}\``);
  return table(
    ['Flag', 'Of', 'Description'],
    [...options].map((option) => [
      `\`${flagsOf(option)}\``,
      owners(option).join(', '),
      option.description,
    ]),
  );
}

/** Documents with parts that come from the code. */
export const DOCUMENTS = [
  'README.md',
  ...['exporter-yaml', 'conventions', 'projects', 'lint'].map((name) => `docs/${name}.md`),
];

/**
 * The documents with every marked part renewed.
 * @param texts path → text
 */
export function renewDocuments(texts: ReadonlyMap<string, string>): Map<string, string> {
  const renewed = new Map(texts);
  for (const [name, markdown] of Object.entries(readmeTables())) {
    const part = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    const homes = [...renewed].filter(([, text]) => part.test(text));
    if (homes.length !== 1) throw new Error(`one document must have the part <!-- ${name} -->`);
    const [[file, text]] = homes as [[string, string]];
    renewed.set(
      file,
      text.replace(part, (_, open: string, close: string) => `${open}\n${markdown}\n${close}`),
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
