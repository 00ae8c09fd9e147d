import type { ExporterSpec } from '../spec/spec.ts';
import { inCopy } from './copy.ts';
import { expositionChecks } from './exposition.ts';
import type { Outcome, Tell, Verdict } from './outcome.ts';
import { freePort, lastLines, run, runCheck, start, waitUntilReady } from './programs.ts';
import { checkPush, standInGateway } from './pushgateway.ts';
import { prepareRuntime, type Runtime } from './runtime.ts';
import { checkContentType, checkEnd, checkPages, firstScrape } from './server-checks.ts';
import { promtoolMetrics, toolChecks } from './tools.ts';
import { standInUpstream } from './upstream.ts';

/** How long a program may take to its first answer, in milliseconds. */
const START = 30_000;

/** Settings of the environment that would put the program elsewhere than where it is looked for. */
const MISLEADING = /^(?:HOST|PORT|WEB_.*|PUSH.*)$/;

interface Context {
  spec: ExporterSpec;
  copy: string;
  /** For files that the checks make. */
  scratch: string;
  runtime: Runtime;
  env: Record<string, string | undefined>;
  signal: AbortSignal;
  /** Runs a check and tells how it ended. */
  check: (name: string, task: () => Promise<Outcome> | Outcome) => Promise<Outcome>;
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
  const verdicts: Verdict[] = [];
  const { signal } = io;
  const check: Context['check'] = async (name, task) => {
    signal.throwIfAborted();
    begin(name);
    const began = performance.now();
    const outcome = await task();
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    verdicts.push({ name, ...outcome, seconds });
    tell(verdicts.at(-1)!);
    return outcome;
  };
  await inCopy(directory, async (copy, scratch) => {
    const env = environment(io.env, scratch);
    let runtime: Runtime | undefined;
    const install = await check('dependencies', async () => {
      runtime = await prepareRuntime({ spec, directory, copy, env, signal });
      return runtime.install;
    });
    const where = { cwd: copy, env, signal };
    if (runtime && install.state === 'passed') {
      const [command, ...args] = runtime.test;
      await check('tests', () => runCheck({ ...where, command, args }));
      const context = { spec, copy, scratch, runtime, env, signal, check };
      await (spec.pattern === 'batch' ? verifyJob(context) : verifyServer(context));
    }
    for await (const [name, task] of toolChecks(where)) await check(name, task);
  });
  return verdicts;
}

/** What tests and programs leave in the directory for temporary files goes with the copy, also when they are ended. */
function environment(env: Record<string, string | undefined>, scratch: string): Context['env'] {
  const useful = Object.entries(env).filter(([name]) => !MISLEADING.test(name));
  return { ...Object.fromEntries(useful), TMPDIR: scratch, TEMP: scratch, TMP: scratch };
}

async function verifyServer(context: Context): Promise<void> {
  const { spec, copy, scratch, runtime, env, signal, check } = context;
  const upstream = await standInUpstream(spec, scratch, env);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [command, ...words] = runtime.program;
  const address = [`--web.listen-address=127.0.0.1:${port}`, '--web.telemetry-path=/metrics'];
  const args = [...words, ...address, ...upstream.flags];
  const program = start({ command, args, cwd: copy, env, signal });
  try {
    const ready = await check('start', async () => {
      const problem = await waitUntilReady(`${url}/healthz`, program, START, signal);
      if (problem === undefined) return { state: 'passed', details: [url] };
      return { state: 'failed', details: [problem, ...lastLines(program.output())] };
    });
    if (ready.state !== 'passed') return;
    const { text, checks } = await firstScrape(url, spec, signal);
    for (const [name, outcome] of checks) await check(name, () => outcome);
    await check('promtool check metrics', () => promtoolMetrics(text, { cwd: copy, env, signal }));
    await check('content type', () => checkContentType(url, signal));
    await check('pages', () => checkPages(url, signal));
    await check('SIGTERM', () => checkEnd(program, signal));
  } finally {
    program.kill();
    await program.exited;
    upstream.close();
  }
}

/** A job has effects, so it is run once: what it pushes is what is looked at. */
async function verifyJob({ spec, copy, runtime, env, signal, check }: Context): Promise<void> {
  const gateway = await standInGateway();
  const [command, ...words] = runtime.program;
  try {
    const ran = await check('run', async () => {
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
    await check('promtool check metrics', () => promtoolMetrics(text, { cwd: copy, env, signal }));
  } finally {
    gateway.close();
  }
}
