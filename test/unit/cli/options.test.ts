import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-names.ts';
import { CREATE_OPTIONS } from '../../../src/cli/create-options.ts';
import { type CreateFlags, flagProblems, propertyOf } from '../../../src/cli/flags.ts';
import { flagsOf, OPTION_GROUPS } from '../../../src/cli/options.ts';
import { buildProgram, parseArguments } from '../../../src/cli/program.ts';
import { specSchema } from '../../../src/spec/schema.ts';

const program = buildProgram('1.2.3', () => {});
const help = program.helpInformation();

test('every option, so every question too, has a flag that commander knows and help shows', () => {
  for (const option of CREATE_OPTIONS) {
    const long = option.onlyNegated ? `--no-${option.name}` : `--${option.name}`;
    expect(program.options.map((known) => known.long)).toContain(long);
    expect(help).toContain(
      option.onlyNegated || !option.negatable ? long : `--[no-]${option.name}`,
    );
  }
});

test('no two options share a flag', () => {
  const flags = program.options.flatMap(({ short, long }) => [short, long].filter(Boolean));
  expect(new Set(flags).size).toBe(flags.length);
});

test('every option belongs to a group, sets a field that exists, and has one sentence', () => {
  for (const { group, field, key, description } of CREATE_OPTIONS) {
    expect(OPTION_GROUPS).toContain(group);
    if (field) expect(specSchema.properties).toHaveProperty(field);
    if (key) expect(specSchema.properties).toHaveProperty([field!, 'properties', key]);
    expect(description).not.toMatch(/\.$|\n/);
  }
});

describe('values outside the choices are refused with all that is possible', () => {
  const withChoices = CREATE_OPTIONS.filter((option) => option.choices);
  test.each(withChoices.map((option) => [option.name, option] as const))('--%s', (name, option) => {
    const { flags } = parseArguments([`--${name}`, 'nonsense'], '1') as { flags: CreateFlags };
    expect(flagProblems(flags)).toEqual([
      expect.stringContaining(`--${name}: "nonsense" is not one of ${option.choices!.join(', ')}.`),
    ]);
    for (const choice of option.choices!) {
      const good = parseArguments([`--${name}`, choice], '1') as { flags: CreateFlags };
      expect([good.flags[propertyOf(option)]].flat()).toEqual([choice]);
      expect(flagProblems(good.flags)).toEqual([]);
    }
  });
});

test('several values come one by one or with commas', () => {
  const { flags } = parseArguments(
    ['--metric-types', 'counter,gauge', '--metric-types', ' summary ', '-m', 'a,b', '-m', 'c'],
    '1',
  ) as { flags: CreateFlags };
  expect(flags.metricTypes).toEqual(['counter', 'gauge', 'summary']);
  expect(flags.metric).toEqual(['a,b', 'c']);
});

test('what excludes each other is refused', () => {
  expect(flagProblems({ target: ['docker', 'none'] })).toHaveLength(1);
  expect(flagProblems({ spec: 'a', preset: 'business' })).toHaveLength(1);
  expect(flagProblems({ json: true, diff: true })).toHaveLength(1);
});

describe('words on the command line', () => {
  test.each([
    [['--runtme', 'node'], 'Unknown option \'--runtme\'. Did you mean "--runtime"?'],
    [['--wholly-unknown'], "Unknown option '--wholly-unknown'."],
    [['-x'], "Unknown option '-x'."],
    [['presets', 'x'], "Too many arguments for 'presets'. Expected 0 arguments but got 1."],
    [['presets', '--jsno'], 'Unknown option \'--jsno\'. Did you mean "--json"?'],
  ])('%j', (argv, message) => {
    expect(() => parseArguments(argv, '1')).toThrow(
      expect.objectContaining({
        code: 2,
        details: [
          message,
          expect.stringMatching(
            /^Run create-exporter (?:(?:presets|completion) )?--help for all options\.$/,
          ),
        ],
      }),
    );
  });

  test.each([
    [['a', 'b'], 'Too many arguments. Expected 1', 'create-exporter shop-exporter --runtime'],
    [['lint'], "Missing required argument 'inputs'.", 'create-exporter lint http'],
    [['add', 'metric'], "Missing required argument 'values'.", 'add metric "gauge shop_'],
    [['completion'], "Missing required argument 'shell'.", 'create-exporter completion bash'],
  ])('%j is answered with an example', (argv, message, example) => {
    expect(() => parseArguments(argv, '1')).toThrow(
      expect.objectContaining({
        details: [
          expect.stringContaining(message),
          expect.stringMatching(new RegExp(`^Such as: .*${example}`)),
          expect.stringMatching(/^Run create-exporter /),
        ],
      }),
    );
  });

  test.each([
    [['upgrade'], 'There is no command "upgrade". Did you mean "update"?'],
    [['upgrade', './shop'], 'There is no command "upgrade". Did you mean "update"?'],
    [['updaet', '--allow-dirty'], 'There is no command "updaet". Did you mean "update"?'],
    [['--dry-run', 'update'], '--dry-run stands before the command: write what update is to do'],
    [['--json', 'diff'], '--json stands before the command'],
    [['--no-color', 'lint', 'x'], '--no-color stands before the command'],
    [['updaet', '--yes'], 'There is no command "updaet". Did you mean "update"?'],
    [['verfy'], 'There is no command "verfy". Did you mean "verify"? A directory of that name is'],
  ])('%j is refused: nothing else was meant', (argv, message) => {
    expect(() => parseArguments(argv, '1')).toThrow(
      expect.objectContaining({
        code: 2,
        details: expect.arrayContaining([expect.stringContaining(message)]),
      }),
    );
  });

  test.each([
    [['q', '--spec'], '--spec needs a value.', '--spec <file|->'],
    [['q', '--spec', '--yes'], '--spec needs a value, and --yes is an option. If it is', '--spec'],
    [['--name', '--yes'], /^--name needs .*: --name=--yes\.$/, '--name <name>'],
    [['q', '-r', '-y'], /^--runtime needs .* -y /, '-r, --runtime <node|python>'],
    [['q', '--description', '--no-git'], '--description needs a value', '--description <text>'],
    [['q', '--spec', '--port=1'], '--spec needs a value', '--spec'],
    [['q', '--spec', '--help'], '--spec needs a value', '--spec'],
    [['update', '--directory', '--dry-run'], '--directory needs a value', '--directory <path>'],
    [['lint', 'x', '--format', '--json'], '--format needs a value', '--format <text|github>'],
  ])('%j lacks a value: the next option is none', (argv, message, example) => {
    expect(() => parseArguments(argv, '1')).toThrow(
      expect.objectContaining({
        code: 2,
        details: [
          expect.stringMatching(message),
          expect.stringContaining(`Write: ${example}`),
          expect.stringMatching(/^Run create-exporter .*--help for all options\.$/),
        ],
      }),
    );
  });

  test.each([
    [['--description=--yes'], '--yes'],
    [['--description=-y'], '-y'],
    [['--description', '--yes, and --no-git'], '--yes, and --no-git'],
    [['--description', '--', '--yes'], '--'],
  ])('%j has a value', (argv, description) => {
    expect(parseArguments(argv, '1')).toMatchObject({ flags: { description } });
  });

  test('a flag that is called like a command is no directory', () => {
    expect(() => parseArguments(['--update'], '1')).toThrow(
      expect.objectContaining({
        details: expect.not.arrayContaining([expect.stringContaining('There is no command')]),
      }),
    );
  });

  test('help of a command can be asked for in both ways', () => {
    const help = parseArguments(['help', 'lint'], '1');
    expect(help).toEqual(parseArguments(['lint', '--help'], '1'));
    expect(help).toMatchObject({ command: 'text', text: expect.stringContaining('--format') });
  });

  test.each([
    [['--version'], '1\n'],
    [['-V'], '1\n'],
  ])('%j prints', (argv, text) => {
    expect(parseArguments(argv, '1')).toEqual({ command: 'text', text });
  });

  test('the names of the commands are those of the program', () => {
    expect(program.commands.map((command) => command.name())).toEqual([...COMMANDS]);
  });

  test('git and install are said, unsaid or denied', () => {
    const git = (...argv: string[]) =>
      (parseArguments(argv, '1') as { flags: CreateFlags }).flags.git;
    expect([git(), git('--git'), git('--no-git')]).toEqual([undefined, true, false]);
    expect(() => git('--git', '--no-git')).toThrow('The command line cannot be used');
  });
});

test('flags as help and README show them', () => {
  const shown = (name: string) => flagsOf(CREATE_OPTIONS.find((option) => option.name === name)!);
  expect(shown('runtime')).toBe('-r, --runtime <node|python>');
  expect(shown('git')).toBe('--[no-]git');
  expect(shown('color')).toBe('--no-color');
});
