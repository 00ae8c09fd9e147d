import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { type Certificate, createCertificate, TRUST_VARIABLE } from '../support/certificate.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { type RunningProgram, startProgram } from '../support/process.ts';
import { promtool, startPrometheus, startPushgateway } from '../support/prometheus.ts';
import { PASSWORD } from '../support/server-process.ts';
import { requireTool } from '../support/tools.ts';
import { type Engine, generate, type Project } from './project.ts';
import { hurriedConfig } from './scrape.ts';

const LAST_SUCCESS = 'nightly_job_last_success_timestamp_seconds';
const LAST_COMPLETION = 'nightly_job_last_completion_timestamp_seconds';

/** A batch job with a real Pushgateway and a real Prometheus, on one engine. */
export function testBatch(engine: Engine): void {
  describe(`a batch job on ${engine.tool}`, () => {
    it('pushes how it ended: success, failure, SIGTERM', async () => {
      requireTool('pushgateway');
      const spec = path.resolve('test/specs/batch.yaml');
      const project = await generate(engine, ['--spec', spec], 'nightly-import');
      await project.install();
      await project.lint();
      await project.test();
      const printed = await project.program('--print');
      expect(await promtool(['check', 'metrics'], `${printed}\n`)).toMatchObject({
        exitCode: 0,
        stderr: '',
      });

      const gateway = await startPushgateway();
      const prometheus = await startPrometheus(await gatewayConfig(project, gateway));
      await prometheus.waitForUp('pushgateway');
      const pushed = async () => (await fetch(`${gateway.url}/metrics`)).text();

      expect(await runJob(project, gateway)).toBe(0);
      const first = await pushed();
      const lastSuccess = value(first, LAST_SUCCESS);
      expect(value(first, LAST_COMPLETION)).toBe(lastSuccess);
      expect(value(first, 'nightly_rows_imported', 'table="orders"')).toBe(3);
      // Nobody has set it, and 0 would be a statement.
      expect(value(first, 'nightly_rows_imported', 'table="customers"')).toBeUndefined();
      expect(value(first, 'nightly_backlog_bytes')).toBe(3);
      expect(value(first, 'nightly_job_records_processed')).toBe(3);
      const [series] = await prometheus.waitForResult('nightly_job_records_processed');
      expect(series?.labels).toEqual({
        __name__: 'nightly_job_records_processed',
        job: 'nightly-import',
      });

      const job = path.join(project.directory, JOBS[engine.runtime].file);
      const code = await readFile(job, 'utf8');
      await writeFile(job, JOBS[engine.runtime].failing(code));
      // They run jobs of their own, since that of a user may import into what is in production.
      await project.run(project.command[0]!, ...JOBS[engine.runtime].otherTests);
      expect(await runJob(project, gateway)).toBe(1);
      const second = await pushed();
      expect(value(second, LAST_SUCCESS)).toBe(lastSuccess);
      expect(value(second, LAST_COMPLETION)).toBeGreaterThan(lastSuccess!);
      expect(value(second, 'nightly_job_records_processed')).toBe(0);
      expect(value(second, 'nightly_retries_total')).toBe(0);
      expect(value(second, 'nightly_rows_imported', 'table="orders"')).toBe(3);
      expect(value(second, 'nightly_backlog_bytes')).toBe(3);

      await writeFile(job, JOBS[engine.runtime].slow(code));
      const slow = await start(project, gateway, '--log.level=debug');
      while (!slow.stderr().includes('records found')) await sleep(20);
      expect((await slow.stop('SIGTERM')).exitCode).toBe(143);
      const third = await pushed();
      expect(value(third, LAST_SUCCESS)).toBe(lastSuccess);
      expect(value(third, LAST_COMPLETION)).toBeGreaterThan(value(second, LAST_COMPLETION)!);
      expect(await promtool(['check', 'metrics'], third)).toMatchObject({ exitCode: 0 });

      expect(await runJob(project, gateway, '--delete')).toBe(0);
      expect(value(await pushed(), LAST_COMPLETION)).toBeUndefined();
      await gateway.stop();
      await writeFile(job, code);
      const flags = ['--push.retries=0'];
      expect(await runJob(project, gateway, ...flags)).toBe(3);
    });

    it('pushes over TLS with a password', async () => {
      requireTool('pushgateway');
      const spec = path.resolve('test/specs/batch-bare.yaml');
      const project = await generate(engine, ['--spec', spec], 'cleanup');
      await project.install();
      const certificate = await createCertificate('localhost');
      const config = path.join(project.directory, 'gateway.yml');
      await writeFile(config, gatewayWebConfig(certificate));
      const gateway = await startPushgateway(`--web.config.file=${config}`);
      const at = (password: string) => ({
        ...gateway,
        url: `https://job:${encodeURIComponent(password)}@localhost:${gateway.port}`,
      });
      vi.stubEnv(TRUST_VARIABLE[engine.runtime], certificate.file);
      cleanUpLater(() => vi.unstubAllEnvs());
      expect(await runJob(project, at(PASSWORD))).toBe(0);
      expect(await runJob(project, at('wrong'), '--push.retries=0')).toBe(3);
      vi.unstubAllEnvs();
      expect(await runJob(project, at(PASSWORD), '--push.retries=0')).toBe(3);
    });

    it('works without any metric of its own', async () => {
      requireTool('pushgateway');
      const spec = path.resolve('test/specs/batch-bare.yaml');
      const project = await generate(engine, ['--spec', spec], 'cleanup');
      await project.install();
      await project.lint();
      await project.test();
      expect(await project.program('--print')).toContain('\ncleanup_job_records_processed 3');
    });
  });
}

/** TLS, and the account `job` with `PASSWORD`. */
function gatewayWebConfig({ file, key }: Certificate): string {
  return `tls_server_config: { cert_file: ${file}, key_file: ${key} }
basic_auth_users: { job: $2b$04$YOHune5QPVdkl/d8x1lvpexQL98epHTjC/CuKkW.fGtUz3Owuw/b2 }
`;
}

/** Where the code of the job stands, how to make it fail or take long, and how to run tests of other jobs. */
export const JOBS = {
  node: {
    file: 'src/job.js',
    failing: (code: string) =>
      code.replace('await sleep(', "throw new Error('gone');\nawait sleep("),
    slow: (code: string) => code.replace('MILLISECONDS = 20', 'MILLISECONDS = 2000'),
    otherTests: ['--test', 'test/main.test.js', 'test/pushgateway.test.js'],
  },
  python: {
    file: 'nightly_import/job.py',
    failing: (code: string) =>
      code.replace('context.pause(_', 'raise RuntimeError("gone")\n        context.pause(_'),
    slow: (code: string) => code.replace('SECONDS = 0.02', 'SECONDS = 2'),
    otherTests: ['-m', 'pytest', '--quiet', 'tests/test_main.py', 'tests/test_pushgateway.py'],
  },
};

function start(
  project: Project,
  gateway: RunningProgram,
  ...flags: string[]
): Promise<RunningProgram> {
  const [command, ...args] = project.command;
  return startProgram({
    command: command!,
    args: [...args, ...flags],
    cwd: project.directory,
    env: { ...process.env, PUSHGATEWAY_URL: gateway.url },
  });
}

/** The generated prometheus.yml for a Pushgateway on another port. */
export function gatewayConfig(project: Project, { port }: RunningProgram): Promise<string> {
  return hurriedConfig(project, (text) => text.replace(':9091', `:${port}`));
}

/** Runs the job to its end and gives its exit code. */
export async function runJob(...args: Parameters<typeof start>): Promise<number | undefined> {
  return (await (await start(...args)).exited).exitCode;
}

/** The value of a series of the text, with one of its labels. */
function value(text: string, name: string, label = ''): number | undefined {
  const line = text
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name}{`) && candidate.includes(label));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
}
