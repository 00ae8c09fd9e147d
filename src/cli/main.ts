import { EXIT, type ExitCode } from '../exit-codes.ts';
import { errorJson, Failure, interrupted } from '../failure.ts';
import { maskSecrets } from '../mask.ts';
import type { Io } from '../ui/io.ts';
import { commandNamed } from './command-names.ts';
import { parseArguments, type Request } from './program.ts';

/**
 * Runs one command line from start to exit code. Everything a person or machine reads is written here, so that an error
 * looks the same wherever it comes from.
 */
export async function main(argv: readonly string[], io: Io, version: string): Promise<ExitCode> {
  // The flags may be what is wrong, so how to tell about it is read off the bare words.
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const json = words.includes('--json');
  let command: string = commandNamed(words[0]) ?? 'create';
  try {
    const request = parseArguments(argv, version);
    command = request.command;
    return await dispatch(request, io, version);
  } catch (error) {
    const failure = failureOf(error, io);
    if (json) {
      io.out(`${JSON.stringify({ ok: false, command, error: errorJson(failure) })}\n`);
    } else {
      io.err(failureText(failure, io));
    }
    if (words.includes('--verbose') && error instanceof Error)
      io.err(`${maskSecrets(String(error.stack))}\n`);
    return failure.code;
  }
}

async function dispatch(request: Request, io: Io, version: string): Promise<ExitCode> {
  switch (request.command) {
    case 'text':
      io.out(request.text);
      return EXIT.done;
    case 'create': {
      const [{ create }, { jsonReport, textReport }] = await Promise.all([
        import('../commands/create/create.ts'),
        import('../ui/report.ts'),
      ]);
      const { report, exitCode } = await create(request.flags, io, version);
      if (request.flags.json) io.out(`${JSON.stringify(jsonReport(report))}\n`);
      else if (!request.flags.quiet || exitCode !== EXIT.done) io.out(textReport(report, io));
      return exitCode;
    }
    case 'lint': {
      const [{ lint }, { lintReport }] = await Promise.all([
        import('../commands/lint/lint.ts'),
        import('../ui/lint-report.ts'),
      ]);
      const { report, exitCode } = await lint(request.flags, io, version);
      io.out(lintReport(report, request.flags, io));
      if (report.unusable && !request.flags.json) io.err(failureText(report.unusable, io));
      return exitCode;
    }
    case 'update':
      return (await import('../commands/update/update.ts')).update(
        'update',
        request.flags,
        io,
        version,
      );
    case 'diff':
      return (await import('../commands/diff/diff.ts')).diff(request.flags, io, version);
    case 'verify':
      return (await import('../commands/verify/verify.ts')).verify(request.flags, io, version);
    case 'add':
      return (await import('../commands/add/add.ts')).add(request.flags, io, version);
    case 'presets':
      return (await import('../commands/presets.ts')).presets(request.flags, io, version);
    case 'schema':
      return (await import('../commands/schema.ts')).schema(io);
    case 'completion':
      return (await import('../commands/completion.ts')).completion(request.flags.shell, io);
  }
}

/** Whatever fails because it was told to stop is an interruption. */
function failureOf(error: unknown, { signal }: Io): Failure {
  if (error instanceof Failure) return error;
  return signal.aborted ? interrupted() : asDefect(error);
}

/** Anything unexpected is a defect of ours; people get a sentence, `--verbose` adds the stack. */
function asDefect(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return new Failure(EXIT.defect, 'This is a defect of create-exporter', [
    message,
    'Run the same command with --verbose and report what it prints.',
  ]);
}

function failureText({ title, details }: Failure, { errStyle: style }: Io): string {
  return `${[`${style.red('✖')} ${style.bold(title)}`, ...details.map((line) => `  ${line}`)].join('\n')}\n`;
}
