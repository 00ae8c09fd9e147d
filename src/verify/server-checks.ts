import { setTimeout as sleep } from 'node:timers/promises';
import { deadline } from '../deadline.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { expositionChecks } from './exposition.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';
import { lastLines, type RunningProgram, sendSignal } from './programs.ts';

const PLAIN = 'text/plain; version=0.0.4; charset=utf-8';
const OPEN_METRICS =
  /^application\/openmetrics-text; version=1\.0\.0; charset=utf-8(; escaping=[a-z0-9-]+)?$/;

/** Who scrapes → what it asks for. */
const SCRAPERS: Record<string, string> = {
  'a plain client': '*/*',
  OpenMetrics: 'application/openmetrics-text; version=1.0.0',
  'Prometheus 3':
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
};

/** How long a program may take to end after SIGTERM, in milliseconds. */
const GRACE = 10_000;

/** The first scrape of a running exporter: what it says, and what can be said about it. */
export async function firstScrape(
  url: string,
  spec: ExporterSpec,
  signal: AbortSignal,
): Promise<{ text: string; checks: [name: string, Outcome][] }> {
  const answer = await get(`${url}/metrics`, signal, { accept: '*/*' });
  if (answer.status !== 200) {
    const problem = `/metrics answers with ${answer.status}: ${answer.text.slice(0, 200)}`;
    return { text: '', checks: [['scrape', outcomeOf([problem])]] };
  }
  return { text: answer.text, checks: expositionChecks(answer.text, spec) };
}

/** Prometheus refuses every other type. */
export async function checkContentType(url: string, signal: AbortSignal): Promise<Outcome> {
  const problems: string[] = [];
  for (const [scraper, accept] of Object.entries(SCRAPERS)) {
    const { type } = await get(`${url}/metrics`, signal, { accept });
    const isRight = type === PLAIN || (accept !== '*/*' && OPEN_METRICS.test(type));
    if (!isRight) problems.push(`${scraper} gets ${type || 'no Content-Type'}, not ${PLAIN}.`);
  }
  return outcomeOf(problems, [PLAIN]);
}

/** Landing page and health. */
export async function checkPages(url: string, signal: AbortSignal): Promise<Outcome> {
  const problems: string[] = [];
  for (const page of ['/', '/healthz', '/readyz']) {
    const { status } = await get(`${url}${page}`, signal);
    if (status !== 200) problems.push(`${page} answers with ${status}, not with 200.`);
  }
  return outcomeOf(problems, ['/, /healthz and /readyz answer']);
}

/** Asks the program to end, and sees that it does so by itself. */
export async function checkEnd(
  program: RunningProgram,
  signal: AbortSignal,
  platform = process.platform,
): Promise<Outcome> {
  if (platform === 'win32') {
    return skipped('Windows has no signal that asks a program to end; it ends it at once');
  }
  const asked = Date.now();
  sendSignal(program.pid, 'SIGTERM');
  const ended = await Promise.race([
    program.exited,
    sleep(GRACE, undefined, { signal, ref: false }),
  ]);
  if (!ended) {
    program.kill();
    return outcomeOf([`it was still running ${GRACE / 1_000} s after SIGTERM`]);
  }
  const problem = `it ended with ${ended.code ?? 'the signal'}, not with 0`;
  const seconds = ((Date.now() - asked) / 1_000).toFixed(1);
  return outcomeOf(ended.code === 0 ? [] : [problem, ...lastLines(program.output(), 5)], [
    `exit code 0 after ${seconds} s`,
  ]);
}

async function get(
  url: string,
  signal: AbortSignal,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; text: string }> {
  const limit = deadline(signal, 15_000);
  try {
    const response = await fetch(url, { headers, signal: limit.signal });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  } catch (error) {
    signal.throwIfAborted();
    const { cause, message } = error as Error;
    return { status: 0, type: '', text: String((cause as Error | undefined)?.message ?? message) };
  } finally {
    limit.clear();
  }
}
