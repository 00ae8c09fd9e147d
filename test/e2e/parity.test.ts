import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { ownFamilies } from '../support/exposition.ts';
import { ENGINES, generate, type Project } from './project.ts';

const [, NODE, PYTHON] = ENGINES;

/** What prints all that can be had without a server; the presets of sidecars and jobs have a test of their own. */
const CASES: [source: string, name: string, namespace: string, flags: string, exitCode: number][] =
  [
    ['test/specs/shop.yaml', 'shop-exporter', 'shop', '--once --database.sample', 0],
    ['test/specs/hostile.yaml', 'class', 'odd', '--once', 0],
    ['test/specs/bare.yaml', 'bare', 'bare', '--once', 0],
    ['templates/presets/http-service.yaml', 'http-service-exporter', 'http', '--once', 0],
    [
      'templates/presets/business.yaml',
      'business-exporter',
      'business',
      '--once --database.sample',
      0,
    ],
    // The collectors without an upstream fail, and the exit code says so.
    ['test/specs/sidecar.yaml', 'shop-sidecar', 'shop', '--once --database.sample', 1],
    [
      'test/specs/postgresql.yaml',
      'shop-postgresql',
      'shop',
      '--once --database.url=postgresql://127.0.0.1:1/x',
      1,
    ],
    [
      'test/specs/mongodb.yaml',
      'mongodb-exporter',
      'mongodb',
      '--once --mongodb.uri=mongodb://127.0.0.1:1',
      1,
    ],
    ['test/specs/batch.yaml', 'nightly-import', 'nightly', '--print', 0],
  ];

it.each(CASES)(
  'one spec, two runtimes, equal families: %s',
  async (source, name, namespace, flags, exitCode) => {
    const file = path.resolve(source);
    const [node, python] = await Promise.all(
      [NODE!, PYTHON!].map(async (engine) => {
        const project = await generate(engine, ['--spec', file], name);
        await project.install();
        const result = await run(project, ...flags.split(' '), '--log.level=error');
        expect(result).toMatchObject({ exitCode });
        return ownFamilies(result.stdout, namespace);
      }),
    );
    expect(node).toEqual(python);
    expect(Object.keys(node!)).toContain(`${namespace}_build_info`);
  },
);

/** A server and a job, each with flags that are refused and files that `--web.config.file` is given. */
const WRONG: [source: string, name: string, flags: string[], webConfigs: string[]][] = [
  [
    'test/specs/sidecar.yaml',
    'shop-sidecar',
    [
      '--web.listen-address=3000',
      '--web.listen-address=',
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
    const projects = await Promise.all(
      [NODE!, PYTHON!].map((engine) => generate(engine, ['--spec', path.resolve(source)], name)),
    );
    for (const project of projects) await project.install();
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
      expect(python, flag).toMatchObject({ exitCode: 1, stdout: '', stderr: node!.stderr });
    }
  },
);

it.each([
  ['test/specs/sidecar.yaml', 'shop-sidecar'],
  ['test/specs/batch.yaml', 'nightly-import'],
])('--help says the same in both runtimes: %s', async (source, name) => {
  const [node, python] = await Promise.all(
    [NODE!, PYTHON!].map(async (engine) => {
      const project = await generate(engine, ['--spec', path.resolve(source)], name);
      await project.install();
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

function run({ command: [program, ...args], shell }: Project, ...flags: string[]) {
  return execa(program!, [...args, ...flags], { ...shell, reject: false });
}
