import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { cleanUpLater } from './cleanup.ts';
import { type RunningProgram, startProgram } from './process.ts';
import { requireTool, type ToolName } from './tools.ts';

/** One series of an instant query. */
export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** What Prometheus knows of one scrape target. `lastError` is empty after a good scrape. */
export interface Target {
  scrapePool: string;
  scrapeUrl: string;
  health: 'up' | 'down' | 'unknown';
  lastError: string;
  labels: Record<string, string>;
}

/** A Prometheus server of its own: own port, own storage, gone after the test. */
export interface Prometheus extends RunningProgram {
  /** The result of an instant query, e.g. `sum by (job) (rate(x_total[1m]))`. */
  query(promql: string): Promise<Sample[]>;
  /** The values of the only series of a range selector, oldest first, e.g. of `x_total{a="b"}[5m]`. */
  values(selector: string): Promise<number[]>;
  targets(): Promise<Target[]>;
  /** The `data` of another path of its HTTP API, e.g. `rules` or `alerts`. */
  api<T>(path: string): Promise<T>;
  /** Waits until every target of a job is up; says each target's last error if not. */
  waitForUp(job: string, timeout?: number): Promise<void>;
  /** Waits until a query returns something, and returns that. */
  waitForResult(promql: string, timeout?: number): Promise<Sample[]>;
}

/** The versions of Prometheus that what is generated is for: the oldest, Debian's, and the newest. */
export const PROMETHEUS_VERSIONS: { server: ToolName; promtool: ToolName }[] = [
  { server: 'prometheus', promtool: 'promtool' },
  { server: 'prometheus3', promtool: 'promtool3' },
];

/** Starts a real Prometheus with a configuration file; paths in it are relative to that file. */
export async function startPrometheus(
  configFile: string,
  { args = [], tool = 'prometheus' }: { args?: string[]; tool?: ToolName } = {},
): Promise<Prometheus> {
  const command = requireTool(tool);
  const storage = await mkdtemp(join(tmpdir(), 'prometheus-'));
  cleanUpLater(() => rm(storage, { recursive: true, force: true }));
  const program = await startProgram((port) => ({
    command,
    args: [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${storage}`,
      `--web.listen-address=127.0.0.1:${port}`,
      ...args,
    ],
    ready: '/-/ready',
  }));

  const api = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${program.url}/api/v1/${path}`);
    const body = (await response.json()) as { data: T; error?: string };
    if (!response.ok) throw new Error(`${path}: ${body.error}`);
    return body.data;
  };
  const targets = async () => (await api<{ activeTargets: Target[] }>('targets')).activeTargets;
  const query = async (promql: string) => {
    const data = await api<QueryData>(`query?query=${encodeURIComponent(promql)}`);
    if (data.resultType !== 'vector' && data.resultType !== 'scalar') {
      throw new Error(`${promql}: an instant query does not return a ${data.resultType}`);
    }
    return data.resultType === 'scalar'
      ? [{ labels: {}, value: sampleValue(data.result) }]
      : data.result.map(({ metric, value }) => ({ labels: metric, value: sampleValue(value) }));
  };

  const values = async (selector: string) => {
    const data = await api<QueryData>(`query?query=${encodeURIComponent(selector)}`);
    if (data.resultType !== 'matrix' || data.result.length !== 1) {
      throw new Error(`${selector}: one series is expected, not ${JSON.stringify(data)}`);
    }
    return data.result[0]!.values.map(sampleValue);
  };

  return {
    ...program,
    api,
    query,
    values,
    targets,
    async waitForUp(job, timeout = 30_000) {
      const up = async () => {
        const samples = await query(`up{job=${JSON.stringify(job)}}`);
        return samples.length > 0 && samples.every(({ value }) => value === 1);
      };
      if (await becomesTrue(up, timeout)) return;
      const seen = (await targets()).map(
        ({ scrapePool, scrapeUrl, health, lastError }) =>
          `${scrapePool} ${scrapeUrl}: ${health} ${lastError}`,
      );
      throw new Error(`job ${job} is not up after ${timeout} ms:\n${seen.join('\n')}`);
    },
    async waitForResult(promql, timeout = 30_000) {
      let samples: Sample[] = [];
      const some = async () => {
        samples = await query(promql);
        return samples.length > 0;
      };
      if (await becomesTrue(some, timeout)) return samples;
      throw new Error(`${promql} returns nothing after ${timeout} ms`);
    },
  };
}

/** Starts a real Pushgateway. @param flags such as `--web.config.file=…` for TLS; it is then not waited for */
export function startPushgateway(...flags: string[]): Promise<RunningProgram> {
  const command = requireTool('pushgateway');
  return startProgram((port) => ({
    command,
    // Debian's keeps what it was given in a file of the system, where the next run would find it again.
    args: [`--web.listen-address=127.0.0.1:${port}`, '--persistence.file=', ...flags],
    ...(flags.length === 0 && { ready: '/-/ready' }),
  }));
}

/** Runs promtool to its end, e.g. `promtool(['check', 'metrics'], text)`. */
export async function promtool(
  args: string[],
  stdin: string | Uint8Array = '',
  { tool = 'promtool', ...options }: { cwd?: string; tool?: ToolName } = {},
): Promise<{ exitCode: number | undefined; stdout: string; stderr: string }> {
  const { exitCode, stdout, stderr } = await execa(requireTool(tool), args, {
    ...options,
    input: stdin,
    reject: false,
  });
  return { exitCode, stdout, stderr };
}

type Value = [timestamp: number, value: string];
type QueryData =
  | { resultType: 'vector'; result: { metric: Record<string, string>; value: Value }[] }
  | { resultType: 'scalar'; result: Value }
  | { resultType: 'matrix'; result: { values: Value[] }[] }
  | { resultType: 'string' };

/** `+Inf` and `-Inf` are Prometheus's spelling, not JavaScript's. */
function sampleValue([, text]: Value): number {
  return Number(text.replace('Inf', 'Infinity'));
}

async function becomesTrue(check: () => Promise<boolean>, timeout: number): Promise<boolean> {
  for (const end = Date.now() + timeout; Date.now() < end; await sleep(100)) {
    if (await check()) return true;
  }
  return false;
}
