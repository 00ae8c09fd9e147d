import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/process.ts';
import { ENGINES, generate, type Project } from './project.ts';

const [, NODE, PYTHON] = ENGINES;

/** A server and a job, each with flags that are refused and files that `--web.config.file` is given. */
const WRONG: [source: string, name: string, flags: string[], webConfigs: string[]][] = [
  [
    'test/specs/sidecar.yaml',
    'shop-sidecar',
    [
      '--web.listen-address=3000',
      '--web.listen-address=',
      '--web.listen-address=[hello]:80',
      '--web.listen-address=[fe80::1%eth0]:80',
      '--web.telemetry-path=metrics',
      '--web.telemetry-path=/healthz',
      '--web.max-requests=-1',
      '--web.config.file=/nowhere',
      '--log.level=loud',
      '--log.format=xml',
      '--collector.sql=maybe',
      '--collector.sql.max-series=many',
      '--collector.sql.min-interval=1m',
      '--http-probe.targets=a',
      '--http-probe.targets=a=http://team:pass@x,b=ftp://y',
      '--http-probe.timeout=0',
      '--json-api.url=example.com',
      '--database.file=/nowhere',
      '--once=1',
      '--unknown',
      'stray',
    ],
    [
      '- a',
      'rate_limit: 1',
      'tls_server_config: []',
      'tls_server_config: { cert: a }',
      'tls_server_config: { cert_file: a }',
      'tls_server_config: { cert_file: a, key_file: 1 }',
      'tls_server_config: { cert_file: a, key_file: b }',
      'tls_server_config: { cert_file: a, key_file: b, min_version: TLS10 }',
      'tls_server_config: { cert_file: a, key_file: b, client_ca_file: c }',
      'tls_server_config: { cert_file: a, key_file: b, client_auth_type: VerifyClientCertIfGiven }',
      'basic_auth_users: [alice]',
      'basic_auth_users: { alice: plain }',
    ],
  ],
  [
    'test/specs/batch.yaml',
    'nightly-import',
    [
      '--push.url=gateway:9091',
      '--push.url=http://team:p%ss@gateway',
      '--push.grouping=job=a',
      '--push.grouping=a',
      '--push.grouping=te-nant=a',
      '--push.grouping=stage=a',
      '--push.timeout=0',
      '--push.retries=11',
      '--push.required=1',
      '--push.username=team',
      '--push.password-file=/nowhere',
      '--log.level=loud',
      '--delete',
    ],
    [],
  ],
];

it.each(WRONG)(
  'a wrong setting, one sentence in both runtimes: %s',
  async (source, name, flags, webConfigs) => {
    const projects = await installed(source, name);
    const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-parity-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const files = await Promise.all(
      webConfigs.map(async (content, index) => {
        const file = path.join(directory, `${index}.yml`);
        await writeFile(file, content);
        return `--web.config.file=${file}`;
      }),
    );
    for (const flag of [...flags, ...files]) {
      const [node, python] = await Promise.all(
        projects.map((project) => run(project, flag, '--config.check')),
      );
      expect(node, flag).toMatchObject({ exitCode: 1, stdout: '' });
      // What the program itself says is no secret.
      if (!/team:/.test(flag)) expect(node!.stderr, flag).not.toContain('***');
      expect(python, flag).toMatchObject({ exitCode: 1, stdout: '', stderr: node!.stderr });
    }
  },
);

it.each([
  ['test/specs/sidecar.yaml', 'shop-sidecar'],
  ['test/specs/batch.yaml', 'nightly-import'],
])('--help says the same in both runtimes: %s', async (source, name) => {
  const [node, python] = await Promise.all(
    (await installed(source, name)).map(async (project) => {
      const { stdout } = await run(project, '--help');
      const [title, , usage, , ...lines] = stdout
        .replace(/default :\d+/, 'default :PORT')
        .split('\n');
      return { title, usage, lines };
    }),
  );
  expect(node!.usage).toBe('Usage: node src/main.js [flags]');
  expect(python!.usage).toBe(`Usage: python -m ${name.replace('-', '_')} [flags]`);
  expect(python!.title).toBe(node!.title);
  // Flask answers every request in a thread.
  const threads = python!.lines.findIndex((line) => line.startsWith('  --web.threads'));
  if (threads >= 0) python!.lines.splice(threads, 2);
  expect(python!.lines).toEqual(node!.lines);
});

/** Method and path of requests that both runtimes answer alike. */
const REQUESTS = [
  'GET /',
  'GET /healthz',
  'GET /readyz',
  'GET /nowhere',
  'GET /METRICS',
  'GET /metrics/',
  'GET /%ff',
  'GET /metrics?collect[]=nothing',
  ...['/', '/healthz', '/metrics'].flatMap((target) =>
    ['POST', 'PUT', 'OPTIONS'].map((method) => `${method} ${target}`),
  ),
];

it.each([
  ['test/specs/sidecar.yaml', 'shop-sidecar'],
  ['test/specs/shop.yaml', 'shop-exporter'],
])('a request is answered alike in both runtimes: %s', async (source, name) => {
  const [node, python] = await Promise.all(
    (await installed(source, name)).map(async (project) => {
      const program = await project.start('--database.sample');
      return Promise.all(REQUESTS.map((request) => answerTo(program.url, request)));
    }),
  );
  expect(python).toEqual(node);
  expect(node!.find(({ request }) => request === 'GET /')).toMatchObject({ status: 200 });
});

/** Of `secret`. */
const HASH = '$2b$04$b0BP7.xW6EwFvNqIXrbMg.C.L6OV1e1m9LiHtUNtd9tC71obtqqwO';

it.each([
  ['to everybody', undefined],
  ['to those with a password', `basic_auth_users: { alice: "${HASH}" }`],
])('requests are counted alike in both runtimes: %s', async (_, webConfig) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-parity-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = path.join(directory, 'web.yml');
  await writeFile(file, webConfig ?? '');
  const [node, python] = await Promise.all(
    (await installed('test/specs/shop.yaml', 'shop-exporter')).map(async (project) => {
      const program = await project.start('--database.sample', `--web.config.file=${file}`);
      for (const request of [...REQUESTS, 'GET /example']) await answerTo(program.url, request);
      const headers = { authorization: `Basic ${btoa('alice:secret')}` };
      const text = await (await fetch(`${program.url}/metrics`, { headers })).text();
      return [...text.matchAll(/_requests_total(\{.*\}) (\d+)/g)]
        .map(([, labels, count]) => `${labels} ${count}`)
        .sort();
    }),
  );
  expect(python).toEqual(node);
  expect(node!.length).toBeGreaterThan(2);
});

it('a sidecar without upstreams and a job without a gateway log alike in both runtimes', async () => {
  const sidecars = await installed('test/specs/sidecar.yaml', 'shop-sidecar');
  const [nodeServer, pythonServer] = await Promise.all(
    sidecars.map(async (project) => {
      const program = await project.start('--database.sample', '--log.format=json');
      await fetch(`${program.url}/metrics`);
      await program.stop();
      return shapesOf(program.stderr());
    }),
  );
  expect(pythonServer).toEqual(nodeServer);
  expect(nodeServer!.length).toBeGreaterThan(3);

  const gateway = `--push.url=http://127.0.0.1:${await freePort()}`;
  const jobs = await installed('test/specs/batch.yaml', 'nightly-import');
  const [nodeJob, pythonJob] = await Promise.all(
    jobs.map(async (project) => {
      const { stderr } = await run(project, gateway, '--push.retries=1', '--log.format=json');
      return shapesOf(stderr);
    }),
  );
  expect(pythonJob).toEqual(nodeJob);
  expect(nodeJob!.length).toBeGreaterThan(3);
});

/** Level, message, and the fields of each line with their types; collectors may fail in any order. */
function shapesOf(log: string): string[] {
  return log
    .trim()
    .split('\n')
    .map((line) => {
      const { level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
      const types = Object.entries(fields).map(([name, value]) => `${name}: ${typeof value}`);
      return `${level} ${msg} { ${types.join(', ')} }`;
    })
    .sort();
}

async function answerTo(url: string, request: string) {
  const [method = '', target] = request.split(' ');
  const answer = await fetch(url + target, { method });
  return {
    request,
    status: answer.status,
    type: answer.headers.get('content-type'),
    allow: answer.headers.get('allow')?.split(', ').sort(),
    text: await answer.text(),
  };
}

/** A spec's project in both runtimes, ready to run: Node.js first. */
async function installed(source: string, name: string): Promise<Project[]> {
  const projects = await Promise.all(
    [NODE!, PYTHON!].map((engine) => generate(engine, ['--spec', path.resolve(source)], name)),
  );
  for (const project of projects) await project.install();
  return projects;
}

function run({ command: [program, ...args], shell }: Project, ...flags: string[]) {
  return execa(program!, [...args, ...flags], { ...shell, reject: false });
}
