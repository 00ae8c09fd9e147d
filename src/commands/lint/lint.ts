import { type LintFlags, lintFlagProblems } from '../../cli/flags.ts';
import { lintExposition } from '../../conventions/exposition.ts';
import { NEVER_ALLOWED, neverAllowedMessage } from '../../conventions/rule-ids.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { readExposition } from '../../exposition/read.ts';
import { ExpositionSyntaxError, LineTooLongError } from '../../exposition/syntax-error.ts';
import { Failure, interrupted } from '../../failure.ts';
import type { Finding } from '../../findings.ts';
import { unreadable } from '../../spec/read.ts';
import type { Io } from '../../ui/io.ts';
import type { LintReport, LintResult } from '../../ui/lint-report.ts';
import { openSource, type Source } from './source.ts';

/**
 * Checks every input with the same rules. What cannot be read does not keep the findings of the others back.
 * @throws Failure (exit 2) with all that is wrong about the flags, or all inputs if none of them can be read
 */
export async function lint(
  flags: LintFlags,
  io: Io,
  version: string,
): Promise<{ report: LintReport; exitCode: ExitCode }> {
  const problems = lintFlagProblems(flags);
  if (problems.length > 0) throw new Failure(EXIT.usage, 'The flags cannot be used', problems);
  const results: LintResult[] = [];
  const failures: Failure[] = [];
  for (const input of flags.inputs) {
    try {
      results.push(allowed(await lintInput(input, io, version), flags.allow ?? []));
    } catch (error) {
      if (io.signal.aborted) throw interrupted();
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
    }
  }
  const unusable = failures.length > 0 ? together(failures) : undefined;
  // An annotation belongs to the line that cannot be read, too.
  if (unusable && results.length === 0 && flags.format !== 'github') throw unusable;
  const isError = ({ level }: Finding) => level === 'error';
  const hasErrors = results.some(({ findings }) => findings.some(isError));
  return {
    report: { command: 'lint', version, ok: !hasErrors && !unusable, results, unusable },
    exitCode: unusable ? unusable.code : hasErrors ? EXIT.findings : EXIT.done,
  };
}

async function lintInput(input: string, io: Io, version: string): Promise<LintResult> {
  let source: Source | undefined;
  try {
    source = await openSource(input, io, version);
    const { name, kind, stream } = source;
    if (kind === 'spec') {
      // YAML and schema are large, and an exposition needs neither.
      const { lintSpecText } = await import('./spec-text.ts');
      return { input: name, kind, ...(await lintSpecText(stream, name)) };
    }
    const { families } = await readExposition(stream, kind);
    // OpenMetrics ends with a line of its own, so that one without metrics says so itself.
    if (families.length === 0 && kind === 'text') {
      throw new Failure(EXIT.usage, `${name} cannot be used`, [
        'It has no metrics, so there is nothing to check: did the program that wrote it fail?',
      ]);
    }
    const series = families.map(({ metricName, samples }) => ({
      metric: metricName,
      series: samples,
    }));
    return { input: name, kind, findings: lintExposition(families, name), series };
  } catch (error) {
    throw inputFailure(source?.name ?? input, error);
  }
}

/** What makes an input unusable, in sentences; anything else stays a defect. */
function inputFailure(name: string, error: unknown): unknown {
  if (error instanceof Failure) return error;
  const { code = '', message, syscall } = error as NodeJS.ErrnoException;
  const title = `${name} cannot be used`;
  if (error instanceof ExpositionSyntaxError) {
    const { line, column } = error;
    return new Failure(EXIT.usage, title, [`${name}:${line}:${column}: ${message}`]);
  }
  if (error instanceof LineTooLongError) return new Failure(EXIT.usage, title, [message]);
  if (code.startsWith('Z_')) {
    return new Failure(EXIT.usage, title, [`It begins as gzip, but is broken: ${message}.`]);
  }
  if (syscall === undefined) return error;
  return unreadable(
    name,
    error,
    'Give a file, a URL with http:// or https://, or - for standard input.',
  );
}

/**
 * Without the findings of rules that are left out. An exposition is what somebody's exporter shows already; of an
 * exporter.yaml a project is generated, which refuses to leave some rules out, so that here they stay, too.
 */
function allowed(result: LintResult, rules: readonly string[]): LintResult {
  const refused = result.kind === 'spec' ? rules.filter((rule) => NEVER_ALLOWED.has(rule)) : [];
  const isLeftOut = ({ rule }: Finding) => rules.includes(rule) && !refused.includes(rule);
  return {
    ...result,
    findings: [
      ...[...new Set(refused)].map(refusedRule),
      ...result.findings.filter((finding) => !isLeftOut(finding)),
    ],
  };
}

function refusedRule(id: string): Finding {
  const message = neverAllowedMessage(id);
  return { rule: 'allow', level: 'error', subject: `--allow ${id}`, message };
}

function together(failures: Failure[]): Failure {
  const [only, ...others] = failures;
  if (others.length === 0) return only!;
  const details = failures.flatMap(({ title, details }) => [
    `${title}:`,
    ...details.map((line) => `  ${line}`),
  ]);
  return new Failure(EXIT.usage, `${failures.length} inputs cannot be used`, details);
}
