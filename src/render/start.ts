import { type Credential, credentials, showsSample } from '../deployment/upstream.ts';
import { maskSecrets } from '../mask.ts';
import { shellWord } from '../shell-word.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { UNPRINTABLE } from '../unprintable.ts';
import { markdownText } from './literals.ts';

const SAMPLE = '--database.sample';
const DATABASE = '--database.file=path/to/database.db';

/** The variables without which the program does not start: the addresses with passwords. */
function startEnvironment(spec: ExporterSpec): [name: string, value: string][] {
  return credentials(spec).map(({ addressVariable, address }) => [
    addressVariable,
    address('PASSWORD', 'localhost'),
  ]);
}

/** What stands before the command that starts the program: its variables, `NAME=value `; may be empty. */
export function startVariables(spec: ExporterSpec): string {
  return startEnvironment(spec)
    .map(([name, value]) => `${name}=${shellWord(value)} `)
    .join('');
}

/** The same in sentences, for Windows: there is no way to set a variable that both cmd and PowerShell take. */
export function startVariableNotes(spec: ExporterSpec): string[] {
  return startEnvironment(spec).map(
    ([name, value]) =>
      `Set ${name} to ${value} before the start: set "NAME=value" in cmd, $env:NAME="value" in PowerShell.`,
  );
}

/** The flag without which the program does not start: what there is to read; empty where it starts without one. */
export function startFlag(spec: ExporterSpec): string {
  if (showsSample(spec)) return SAMPLE;
  return spec.sql?.engine === 'sqlite' ? DATABASE : '';
}

/** An address that the tests with a real server take; empty where none is read, or where they take none. */
export function testDatabase(spec: ExporterSpec): string {
  const server = credentials(spec).find((credential) => credential.server !== 'mongodb');
  return server?.address('PASSWORD', 'localhost') ?? '';
}

/** What to know about the command that starts the program before it reads anything: sentences of Markdown. */
export function startNotes(spec: ExporterSpec): string[] {
  const { log, 'json-api': api, 'http-probe': probe } = spec;
  const targets = Object.values(probe?.targets ?? {}).map(code);
  const secrets = credentials(spec);
  const password = ({ addressVariable }: Credential) =>
    secrets.length > 1 ? `\`PASSWORD\` in \`${addressVariable}\`` : '`PASSWORD`';
  return [
    ...secrets.map(
      (secret) =>
        `${password(secret)} is that of the account that [${secret.script}](${secret.script}) makes${section(spec, secret.server)}. Percent-encode user and password: \`@\` is \`%40\`.`,
    ),
    ...(showsSample(spec)
      ? [
          `\`${SAMPLE}\` shows the sample data of [database/sample.sql](database/sample.sql); \`${DATABASE}\` instead reads your database.`,
        ]
      : []),
    ...(spec.sql || api
      ? ['With `--once` it prints one scrape, says what it could not read, and ends.']
      : []),
    ...(probe ? [`It asks ${targets.join(', ')}; \`--http-probe.targets\` names others.`] : []),
    ...(api ? [`It reads the document ${code(api.url)}; \`--json-api.url\` names another.`] : []),
    ...(log
      ? [
          `It reads the log ${code(log.file)} from its ${log.from}; \`--logfile.path\` names another.`,
        ]
      : []),
  ];
}

/** Where the README says more about the account: that of a sidecar does. */
function section({ pattern }: ExporterSpec, server: Credential['server']): string {
  if (pattern !== 'sidecar') return '';
  return server === 'mongodb' ? ', see [MongoDB](#mongodb)' : ', see [Database](#database)';
}

/** The same without markup, passwords and links into the README, for a terminal. */
export function plainNote(note: string): string {
  return maskSecrets(note)
    .replace(/, see \[[^\]]*\]\(#[^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '');
}

function code(text: string): string {
  const isPlain = !text.includes('`') && text.search(UNPRINTABLE) === -1;
  return isPlain ? `\`${text}\`` : markdownText(text);
}
