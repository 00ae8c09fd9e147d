import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeModel } from '../../../src/deployment/compose/index.ts';
import { hostPorts } from '../../../src/deployment/compose/ports.ts';
import { camelCaseName } from '../../../src/monitoring/alerts/definition.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import type { ExporterSpec } from '../../../src/spec/spec.ts';
import { deployedSpecs, type Project, project, yamlOf } from './projects.ts';

interface Service {
  image: string;
  build?: object;
  profiles?: string[];
  ports?: string[];
  volumes?: string[];
  secrets?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
}

describe.each(deployedSpecs())('compose.yaml of %s', (_, spec) => {
  const services = async (): Promise<[string, Service][]> =>
    Object.entries(yamlOf(await project(spec), 'compose.yaml').services);

  it('pins every image, and builds its own alone', async () => {
    for (const [name, { image, build }] of await services()) {
      expect(image, name).toMatch(/:v?\d+(?:\.\d+)*$/);
      expect(build !== undefined, name).toBe(name === 'exporter' || name === 'job');
    }
  });

  it('checks the health of all that keeps running, and waits for what exists', async () => {
    const all = await services();
    const names = all.map(([name]) => name);
    for (const [name, service] of all) {
      if (service.profiles === undefined) expect(service.healthcheck?.test[0], name).toBe('CMD');
      for (const needed of Object.keys(service.depends_on ?? {})) expect(names).toContain(needed);
    }
  });

  it('lets nobody gain privileges, and its own program none at all', async () => {
    for (const [name, service] of await services()) {
      expect(service.security_opt, name).toEqual(['no-new-privileges:true']);
      if (['mongodb', 'postgresql', 'mysql'].includes(name)) continue;
      expect(service, name).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    }
  });

  it('publishes each port of this machine once, for this machine', async () => {
    const published = (await services()).flatMap(([, { ports = [] }]) => ports);
    const onHost = published.map(
      (port) => /^127\.0\.0\.1:\$\{[A-Z]+_PORT:-(\d+)\}:\d+$/.exec(port)?.[1],
    );
    expect(onHost).not.toContain(undefined);
    expect(new Set(onHost).size).toBe(onHost.length);
  });

  it('mounts what is there, and declares the volumes and secrets it uses', async () => {
    const made = await project(spec);
    const { volumes, secrets = {} } = yamlOf(made, 'compose.yaml');
    const used: string[] = [];
    for (const [, service] of await services()) {
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expectMade(made, source);
        else used.push(source);
      }
      for (const secret of service.secrets ?? []) expect(secrets).toHaveProperty(secret);
    }
    expect(Object.keys(volumes).sort()).toEqual(used.sort());
    for (const { file } of Object.values(secrets) as { file: string }[]) {
      const name = path.posix.basename(file);
      expect(made.files.get('deploy/compose/make-secrets.sh')).toContain(`> secrets/${name}\n`);
    }
  });

  it('sends one message for one fault, by alerts that there are', async () => {
    const made = await project(spec);
    const { inhibit_rules = [] } = yamlOf(made, 'deploy/compose/alertmanager.yml');
    const rules = made.files.get('monitoring/rules.yml')!;
    const targets = ['Absent', 'Failed', 'ScrapeSlow']
      .map((rest) => camelCaseName(spec.name) + rest)
      .filter((name) => rules.includes(`alert: ${name}\n`))
      .filter((name) => spec.pattern === 'batch' || !name.endsWith('Absent'));
    expect(
      inhibit_rules.map(({ target_matchers }: { target_matchers: string[] }) => target_matchers),
    ).toEqual(targets.map((name) => [`alertname = ${name}`]));
    for (const { source_matchers, target_matchers } of inhibit_rules) {
      for (const matcher of [...source_matchers, ...target_matchers]) {
        for (const name of matcher
          .replace(/^alertname =~? /, '')
          .replaceAll('"', '')
          .split('|')) {
          expect(rules).toContain(`alert: ${name}\n`);
        }
      }
    }
  });

  it('scrapes the service, and has the rules where Prometheus looks for them', async () => {
    const made = await project(spec);
    const config = yamlOf(made, 'deploy/compose/prometheus.yml');
    const [scrape] = config.scrape_configs;
    const [target] = scrape.static_configs[0].targets;
    const isBatch = spec.pattern === 'batch';
    expect(target).toBe(isBatch ? 'pushgateway:9091' : `exporter:${spec.port}`);
    expect(scrape.honor_labels).toBe(isBatch ? true : undefined);
    const { prometheus } = yamlOf(made, 'compose.yaml').services;
    const mounted = (prometheus.volumes as string[]).map((volume) => volume.split(':'));
    const inContainer = path.posix.join('/etc/prometheus/deploy/compose', config.rule_files[0]);
    // A directory: a mounted file stays the one that an editor has replaced since.
    expect(mounted).toContainEqual(['./monitoring', path.posix.dirname(inContainer), 'ro']);
  });
});

function expectMade({ files }: Project, source: string): void {
  const place = source.slice(2);
  const exists = [...files.keys()].some((file) => file === place || file.startsWith(`${place}/`));
  expect(exists, source).toBe(true);
}

function servicesOf(spec: ExporterSpec): Record<string, Service> {
  return composeModel(spec).services as unknown as Record<string, Service>;
}

it.each([
  ['postgresql' as const, true],
  ['mysql' as const, false],
])('says for an empty database of %s whether its account is made again', async (engine, again) => {
  const spec = { version: 1, name: 'a', pattern: 'sidecar', collectors: ['sql'] } as const;
  const made = await project(
    resolveSpec({ ...spec, collectors: ['sql'], sql: { engine }, targets: ['compose'] }),
  );
  const text = made.files.get('deploy/compose/README.md')!;
  expect(text).toContain('is empty at first');
  expect(text.includes('docker compose exec postgresql')).toBe(again);
});

const HEADING = '## What the exporter reads here';

it.each([
  ['an application that reads nothing', {}, false, false],
  ['code of its own', { pattern: 'sidecar', collectors: ['custom'] }, false, false],
  ['a log', { pattern: 'sidecar', collectors: ['log'], log: { file: 'a.log' } }, true, false],
  ['a server', { pattern: 'sidecar', collectors: ['mongodb'] }, true, true],
] as [string, Partial<SpecInput>, boolean, boolean][])(
  'says for %s what is read, if anything is, and leaves out databases that are not there',
  async (_, input, reads, hasDatabase) => {
    const spec = resolveSpec({ version: 1, name: 'a', targets: ['compose'], ...input });
    const text = (await project(spec)).files.get('deploy/compose/README.md')!;
    expect(text.includes(HEADING)).toBe(reads);
    if (reads) expect(text.split(HEADING)[1]).toMatch(/^\n\n- /);
    expect(text.includes('those of databases')).toBe(hasDatabase);
    const restricted = Object.values(servicesOf(spec)).map((service) => service.read_only ?? false);
    expect(restricted.includes(false)).toBe(hasDatabase);
  },
);

describe('ports', () => {
  it.each([3000, 3001, 9090, 9091, 9093, 8080])('do not clash with an exporter on %i', (port) => {
    const spec = resolveSpec({ version: 1, name: 'shop', port, targets: ['compose'] });
    const { pushgateway, ...ports } = hostPorts(spec);
    const all = [port, ...Object.values(ports)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('are those of the tools whatever the exporter has, so that an address stays what it is', () => {
    const grafana = (port: number) =>
      hostPorts(resolveSpec({ version: 1, name: 'shop', port, targets: ['compose'] })).grafana;
    expect([grafana(3000), grafana(8080)]).toEqual([3001, 3001]);
  });

  it('are not moved for a job, which has none itself', () => {
    const job = resolveSpec({ version: 1, name: 'job', pattern: 'batch', port: 9090 });
    expect(hostPorts(job).prometheus).toBe(9090);
  });
});

describe('what is read', () => {
  it('is found on the machine that runs the containers, with nothing expanded', () => {
    const spec = resolveSpec({
      version: 1,
      name: 'probe',
      pattern: 'sidecar',
      collectors: ['http-probe', 'json-api'],
      'http-probe': {
        targets: {
          own: 'http://localhost:8080/a?b=$HOME',
          other: 'https://localhost.example.com/',
          loop: 'http://user:x@[::1]/',
        },
      },
      'json-api': { url: 'https://example.com/localhost' },
      targets: ['compose'],
    });
    const { exporter } = servicesOf(spec);
    expect(exporter!.environment).toEqual({
      HTTP_PROBE_TARGETS:
        'own=http://host.docker.internal:8080/a?b=$$HOME,other=https://localhost.example.com/,loop=http://user:x@host.docker.internal/',
    });
  });

  it('is a database with the account of deploy/upstream, whose password is in no variable', () => {
    const sql = { engine: 'mysql' as const };
    const spec = resolveSpec({
      version: 1,
      name: 'shop',
      pattern: 'sidecar',
      collectors: ['mongodb', 'sql'],
      sql,
      targets: ['compose'],
    });
    const { secrets } = composeModel(spec);
    const { exporter, mongodb, mysql } = servicesOf(spec);
    expect(exporter!.secrets).toEqual(['mongodb-uri', 'database-url']);
    expect(exporter!.environment).toEqual({
      MONGODB_URI_FILE: '/run/secrets/mongodb-uri',
      DATABASE_URL_FILE: '/run/secrets/database-url',
    });
    for (const server of [mongodb!, mysql!]) {
      expect(server.volumes).toContain('./deploy/upstream:/upstream:ro');
      for (const [name, value] of Object.entries(server.environment!)) {
        if (name.includes('PASSWORD')) expect(value).toMatch(/^\/run\/secrets\//);
      }
    }
    expect(Object.keys(secrets!)).toHaveLength(6);
  });
});
