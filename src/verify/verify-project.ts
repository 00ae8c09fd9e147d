import type { ExporterSpec } from '../spec/spec.ts';
import { checksWith, type RunCheck } from './checks.ts';
import { inCopy } from './copy.ts';
import { cleanEnvironment } from './environment.ts';
import { allowedRemarks, expositionChecks } from './exposition.ts';
import { failedTests } from './failed-tests.ts';
import type { Tell, Verdict } from './outcome.ts';
import { freePort, lastLines, run, runCheck, start, waitUntilReady } from './programs.ts';
import { checkPush, standInGateway } from './pushgateway.ts';
import { prepareRuntime, type Runtime } from './runtime.ts';
import { checkContentType, checkEnd, checkPages, firstScrape } from './server-checks.ts';
import { promtoolMetrics, toolChecks } from './tools.ts';
import { standInUpstream, type Upstream } from './upstream.ts';

/** How long a program may take to its first answer, in milliseconds. */
const START = 30_000;

interface Context {
  spec: ExporterSpec;
  copy: string;
  /** For files that the checks make. */
  scratch: string;
  runtime: Runtime;
  env: Record<string, string | undefined>;
  signal: AbortSignal;
  check: RunCheck;
}

/**
 * Proves a project: installs it, runs its tests, starts it, and compares what it exposes with its exporter.yaml. All of
 * it happens in a copy, and nothing is left of it.
 * @param tell gets each verdict as soon as it is known
 * @param begin gets the name of each check as it begins
 */
export async function verifyProject(
  spec: ExporterSpec,
  directory: string,
  io: { env: Record<string, string | undefined>; signal: AbortSignal },
  tell: Tell,
  begin: (name: string) => void,
): Promise<Verdict[]> {
  const { signal } = io;
  const { check, verdicts } = checksWith(signal, { tell, begin });
  await inCopy(directory, async (copy, scratch) => {
    const env = cleanEnvironment(io.env, spec, scratch);
    let runtime: Runtime | undefined;
    const install = await check('dependencies', async (limit) => {
      runtime = await prepareRuntime({ spec, directory, copy, env, signal: limit });
      return runtime.install;
    });
    if (runtime && install.state === 'passed') {
      const [command, ...args] = runtime.test;
      await check('tests', (limit) =>
        runCheck({ cwd: copy, env, signal: limit, command, args }, failedTests),
      );
      const context = { spec, copy, scratch, runtime, env, signal, check };
      await (spec.pattern === 'batch' ? verifyJob(context) : verifyServer(context));
    }
    for (const [name, task] of await toolChecks(copy)) {
      await check(name, (limit) => task({ cwd: copy, env, signal: limit }));
    }
  });
  return verdicts;
}

async function verifyServer(context: Context): Promise<void> {
  const upstream = await standInUpstream(context.spec, context.scratch);
  try {
    await verifyRunning(context, upstream);
  } finally {
    upstream.close();
  }
}

async function verifyRunning(context: Context, upstream: Upstream): Promise<void> {
  const { spec, copy, runtime, env, signal, check } = context;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [command, ...words] = runtime.program;
  const address = [`--web.listen-address=127.0.0.1:${port}`, '--web.telemetry-path=/metrics'];
  const args = [...words, ...address, ...upstream.flags];
  const program = start({ command, args, cwd: copy, env, signal });
  try {
    const ready = await check('start', async (limit) => {
      const problem = await waitUntilReady(`${url}/healthz`, program, START, limit);
      if (problem === undefined) return { state: 'passed', details: [url] };
      return { state: 'failed', details: [problem, ...lastLines(program.output())] };
    });
    if (ready.state !== 'passed') return;
    const { text, checks } = await firstScrape(url, spec, signal);
    for (const [name, outcome] of checks) await check(name, () => outcome);
    await check('promtool check metrics', (limit) =>
      promtoolMetrics(text, allowedRemarks(text, spec), { cwd: copy, env, signal: limit }),
    );
    await check('content type', (limit) => checkContentType(url, limit));
    await check('pages', (limit) => checkPages(url, limit));
    await check('SIGTERM', (limit) => checkEnd(program, limit));
  } finally {
    program.kill();
    await program.exited;
  }
}

/** A job has effects, so it is run once: what it pushes is what is looked at. */
async function verifyJob({ spec, copy, runtime, env, check }: Context): Promise<void> {
  const gateway = await standInGateway();
  const [command, ...words] = runtime.program;
  try {
    const ran = await check('run', async (signal) => {
      const args = [...words, `--push.url=${gateway.url}`];
      const { code, output } = await run({ command, args, cwd: copy, env, signal });
      if (code === 0)
        return { state: 'passed', details: ['pushing to a stand-in of a Pushgateway'] };
      return {
        state: 'failed',
        details: [`it ended with ${code}, not with 0`, ...lastLines(output)],
      };
    });
    if (ran.state !== 'passed') return;
    await check('push', () => checkPush(gateway.pushes, spec));
    const { text = '' } = gateway.pushes.at(-1) ?? {};
    for (const [name, outcome] of expositionChecks(text, spec)) await check(name, () => outcome);
    await check('promtool check metrics', (signal) =>
      promtoolMetrics(text, allowedRemarks(text, spec), { cwd: copy, env, signal }),
    );
  } finally {
    gateway.close();
  }
}
