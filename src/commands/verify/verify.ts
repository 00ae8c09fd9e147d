import path from 'node:path';
import type { DiffFlags } from '../../cli/project-options.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { interrupted } from '../../failure.ts';
import { migrate } from '../../migrations/index.ts';
import { readManifest } from '../../project/read-manifest.ts';
import { parseSpec } from '../../spec/parse.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import type { Io } from '../../ui/io.ts';
import type { Verdict } from '../../verify/outcome.ts';
import { verifyProject } from '../../verify/verify-project.ts';
import { readSpecFile, specLabel } from '../project/read-spec-file.ts';

/** Proves that a project works, on the project itself; exit 6 if a check failed. */
export async function verify(flags: DiffFlags, io: Io, version: string): Promise<ExitCode> {
  const directory = path.resolve(io.cwd, flags.directory ?? '.');
  const manifest = readManifest(directory, version);
  const { text } = migrate(readSpecFile(directory).text, manifest.version);
  const spec = resolveSpec(parseSpec(text, specLabel(directory, io.cwd)).input);
  const isTold = ({ state }: Verdict) => !flags.json && (!flags.quiet || state === 'failed');
  io.hasToUndo = true;
  const verdicts = await verifyProject(
    spec,
    directory,
    io,
    (verdict) => isTold(verdict) && io.out(verdictText(verdict, io)),
    (name) => !flags.quiet && io.err(io.errStyle.dim(`${name} …\n`)),
  ).catch((error: unknown) => {
    throw io.signal.aborted ? interrupted() : error;
  });
  const failed = verdicts.filter(({ state }) => state === 'failed');
  const ok = failed.length === 0;
  if (flags.json) {
    const error = {
      code: EXIT.verify,
      title: `${failed.length} of ${verdicts.length} checks failed`,
      details: failed.map(({ name, details }) => `${name}: ${details?.join('\n')}`),
    };
    const { name, runtime, pattern, targets } = spec;
    const project = { name, directory, runtime, pattern, targets };
    const report = {
      ok,
      command: 'verify',
      version,
      project,
      checks: verdicts,
      ...(!ok && { error }),
    };
    io.out(`${JSON.stringify(report)}\n`);
  } else if (!flags.quiet) {
    io.out(summary(spec.name, verdicts, io));
  }
  return ok ? EXIT.done : EXIT.verify;
}

/** One line for a check; the output of what failed below it. */
function verdictText({ name, state, details = [], seconds }: Verdict, { style }: Io): string {
  const [first = '', ...rest] = details;
  const mark = { passed: style.green('✔'), failed: style.red('✖'), skipped: style.dim('-') }[state];
  const time = seconds >= 1 ? style.dim(` (${seconds} s)`) : '';
  const reason = first === '' ? '' : `: ${first}`;
  const lines = [`${mark} ${name} ${state}${reason}${time}`, ...rest.map((line) => `    ${line}`)];
  return `${lines.join('\n')}\n`;
}

function summary(name: string, verdicts: Verdict[], { style }: Io): string {
  const count = (state: Verdict['state']) =>
    verdicts.filter((verdict) => verdict.state === state).length;
  const counts = (['passed', 'failed', 'skipped'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}`);
  return `\n${style.bold(name)}: ${counts.join(', ')}\n`;
}
