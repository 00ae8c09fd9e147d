import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CreateFlags } from '../../../src/cli/flags.ts';
import { parseArguments } from '../../../src/cli/program.ts';
import { reproduceCommand } from '../../../src/commands/create/reproduce.ts';
import { shellWord } from '../../../src/shell-word.ts';
import { formatDefinition } from '../../../src/spec/metric-definition.ts';
import { needsPosix } from '../../support/posix.ts';
import { anyText, definedMetric } from '../spec/arbitrary.ts';

/** The words a real shell makes of a command line. */
function wordsOf(commands: string[]): string[][] {
  const script = commands.map((command) => `printf '%s\\0' ${command}; printf '\\1'`).join('\n');
  const output = execFileSync('sh', { input: script, encoding: 'utf8' });
  return output
    .split('\u0001')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

/** What can be an argument at all, and leaves the marks of `wordsOf` alone. */
const isArgument = (text: string) =>
  Buffer.from(text).toString() === text && !text.includes('\0') && !text.includes('\u0001');
const argument = anyText.filter(isArgument);

const CWD = '/home/user';
const POSIX = { cwd: CWD, platform: 'linux' } as const;

const anyFlags: fc.Arbitrary<CreateFlags> = fc
  .record(
    {
      runtime: fc.constantFrom('node', 'python'),
      target: fc.constantFrom(['docker'], ['none']),
      metricTypes: fc.uniqueArray(fc.constantFrom('counter', 'gauge'), { minLength: 1 }),
      metric: fc.array(definedMetric.map(formatDefinition).filter(isArgument), {
        minLength: 1,
        maxLength: 3,
      }),
      description: argument,
      namespace: argument,
      client: fc.constantFrom('@prometheus-io/client', 'prom-client'),
      port: fc.constant('3000'),
      sqlEngine: fc.constantFrom('sqlite', 'postgresql'),
      httpProbeTarget: fc.array(argument, { minLength: 1, maxLength: 2 }),
      logFile: argument,
      onConflict: fc.constantFrom('skip', 'overwrite'),
      git: fc.boolean(),
      install: fc.boolean(),
      name: fc.constantFrom('shop', 'other'),
    },
    { requiredKeys: [] },
  )
  .map((flags) => flags as unknown as CreateFlags);

const directory = fc.oneof(
  fc.constantFrom('.', '..', '../x y/shop', '-rf', 'presets', 'shop', '/', '/tmp/a'),
  argument.filter((text) => !/^\/|^$/.test(text)),
);

test('a shell and our own parser make the same request of it', () => {
  needsPosix('sh');
  const requests = fc.sample(fc.tuple(anyFlags, directory), 400);
  const commands = requests.map(([flags, given]) =>
    reproduceCommand(
      { flags, draft: {}, place: { directory: path.resolve(CWD, given), name: 'shop' } },
      POSIX,
    ),
  );
  for (const [index, words] of wordsOf(commands).entries()) {
    const [flags, given] = requests[index]!;
    expect(words.slice(0, 2)).toEqual(['npx', 'create-exporter']);
    const request = parseArguments(words.slice(2), '1') as { command: string; flags: CreateFlags };
    const { directory: place, color, ...others } = request.flags;
    expect(color).toBe(true);
    expect(request.command).toBe('create');
    expect(path.resolve(CWD, place!)).toBe(path.resolve(CWD, given));
    const { name, ...expected } = flags;
    const said = name !== undefined && name !== path.basename(path.resolve(CWD, given));
    expect(others).toEqual({ ...expected, ...(said && { name }), yes: true });
  }
});

test('a value that is called like an option stays a value', () => {
  const flags: CreateFlags = { description: '--yes', httpProbeTarget: ['-h'] };
  const place = { directory: `${CWD}/shop`, name: 'shop' };
  const words = reproduceCommand({ flags, draft: {}, place }, POSIX).split(' ').slice(2);
  expect(parseArguments(words, '1')).toMatchObject({ flags });
});

test('what only says how to tell about it is left out', () => {
  const flags = {
    dryRun: true,
    diff: true,
    json: true,
    quiet: true,
    verbose: true,
    color: false,
    yes: true,
  };
  const place = { directory: `${CWD}/shop`, name: 'shop' };
  expect(reproduceCommand({ flags, draft: {}, place }, POSIX)).toBe(
    'npx create-exporter shop --yes',
  );
});

test('paths of Windows are written so that cmd takes them', () => {
  const place = { directory: `${CWD}/a b\\shop`, name: 'shop' };
  const flags = { spec: 'C:\\specs\\shop.yaml', logFile: 'C:\\log' } as CreateFlags;
  const command = (platform: NodeJS.Platform) =>
    reproduceCommand({ flags, draft: {}, place }, { cwd: CWD, platform });
  expect(command('win32')).toContain('create-exporter "a b/shop" ');
  expect(command('win32')).toContain(' --spec C:/specs/shop.yaml ');
  // What is not a path of this machine stays as it was given.
  expect(command('win32')).toContain("'C:\\log'");
});

test('elsewhere a backslash is part of a name', () => {
  const place = { directory: `${CWD}/a\\b`, name: 'shop' };
  expect(reproduceCommand({ flags: {}, draft: {}, place }, POSIX)).toContain("'a\\b'");
});

describe('a word for the shell', () => {
  test.each([
    ['', '""'],
    ['plain-word_1.2/x', 'plain-word_1.2/x'],
    ['two words', '"two words"'],
    ['@prometheus-io/client', '"@prometheus-io/client"'],
    ['=ls', '"=ls"'],
    ['~', '"~"'],
    ["it's", '"it\'s"'],
    ['$HOME', "'$HOME'"],
    ["it's $5", "'it'\\''s $5'"],
    ['a;b', '"a;b"'],
    ['a{b,c}', '"a{b,c}"'],
  ])('%j', (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });

  test('arrives as it is', () => {
    needsPosix('sh');
    const words = fc.sample(argument, 500);
    expect(wordsOf([words.map(shellWord).join(' ')])).toEqual([words]);
  });
});
