import { describe, expect, it, test } from 'vitest';
import { lintSpec } from '../../../src/conventions/index.ts';
import { CONTAINER_HOST, credentials } from '../../../src/deployment/upstream.ts';
import { collectorOptions } from '../../../src/render/collector-options.ts';
import { ownCode } from '../../../src/render/own-code.ts';
import { optionsOf } from '../../../src/render/program-options.ts';
import { render } from '../../../src/render/render.ts';
import { dockerFlags } from '../../../src/render/sidecar-readme.ts';
import { plainNote, startNotes, startVariables } from '../../../src/render/start.ts';
import { parseDefinition } from '../../../src/spec/metric-definition.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { deployedSpecs, project } from '../deployment/projects.ts';

interface PackageJson {
  engines: { node: string };
}

describe.each(deployedSpecs())('the READMEs of %s', (_, spec) => {
  it('write no address with a password into a file that git would take, nor into a shell history', async () => {
    const { files } = await project(spec);
    const ignored = files.get('.gitignore')!.split('\n');
    for (const { file } of credentials(spec)) {
      expect(files.get('README.md')).toContain(`"$PWD/${file}:`);
      expect(ignored).toContain(`/${file}`);
    }
    for (const target of ['kubernetes', 'systemd']) {
      const commands = shellLines(files.get(`deploy/${target}/README.md`)!);
      expect(commands.filter((line) => line.includes('PASSWORD'))).toEqual([]);
    }
  });

  it('say what each option takes, and how no test is skipped', async () => {
    const { files } = await project(spec);
    const readme = files.get('README.md')!;
    for (const { flag, placeholder } of optionsOf(spec)) {
      expect(readme).toContain(`| \`${flag}${placeholder && ` ${placeholder}`}\` |`);
    }
    const needsServer = spec.sql !== undefined && spec.sql.engine !== 'sqlite';
    expect(readme.includes('TEST_DATABASE_URL')).toBe(needsServer);
  });

  it('name the command that SIGTERM reaches, where npm start does not pass it on', async () => {
    const { files } = await project(spec);
    const isService = spec.runtime === 'node' && spec.pattern !== 'batch';
    expect(files.get('README.md')!.includes('the command is `node src/main.js`')).toBe(isService);
    if (isService)
      expect(JSON.parse(files.get('package.json')!).scripts.start).toBe('node src/main.js');
  });

  it('name the versions of Node.js that package.json asks for', async () => {
    const { files } = await project(spec);
    const { engines } = JSON.parse(files.get('package.json') ?? '{}') as Partial<PackageJson>;
    // What the sentence of the README says.
    const said = files.get('README.md')!.includes('Node.js 22.16+, 24, or 26+.');
    expect(said ? '^22.16 || ^24 || >=26' : undefined).toBe(engines?.node);
  });

  it('say once how a CA of your own is trusted, and what that replaces', async () => {
    const readme = (await project(spec)).files.get('README.md')!.replace(/\s+/g, ' ');
    const said = readme.match(/If a CA of your own signed .*? to its file[^.]*\./g) ?? [];
    const asks = ['http-probe', 'json-api'].some((name) => spec.collectors.includes(name as never));
    const connects = spec.pattern === 'batch' || (spec.pattern === 'sidecar' && asks);
    expect(said).toHaveLength(connects ? 1 : 0);
    const replaces = said.filter((words) => words.includes('instead of the usual ones'));
    expect(replaces).toEqual(spec.runtime === 'python' ? said : []);
  });

  it('speak of reads only where something is read, and of limits as the flags call them', async () => {
    const readme = (await project(spec)).files.get('README.md')!;
    if (spec.collectors.length === 0) expect(readme).not.toContain('everything is read');
    expect(readme).not.toMatch(/max_series|min_interval/);
  });

  it('say that the health check of an image sees variables and no flags', async () => {
    const { files } = await project(spec);
    const warns = files.get('README.md')!.includes('does not see the flags');
    expect(warns).toBe(files.get('Dockerfile')?.includes('\nHEALTHCHECK ') ?? false);
    if (!warns) return;
    for (const variable of ['WEB_LISTEN_ADDRESS', 'WEB_CONFIG_FILE'])
      expect(optionsOf(spec).map(({ environment }) => environment)).toContain(variable);
  });

  it('say how the project is changed: a metric that can be added, and the files that are the owner’s', async () => {
    const { files } = await project(spec);
    const change = files.get('README.md')!.split('\n## Change it\n')[1]!.split('\n## ')[0]!;
    const own = ownCode(spec).flatMap(({ module, test = module }) => [module, test]);
    for (const file of own) expect(change).toContain(`](${file})`);
    for (const [, file] of change.matchAll(/\]\(([^)]+)\)/g)) {
      expect([...files.keys(), 'exporter.yaml']).toContain(file);
    }
    expect(change).toContain('`.create-exporter.json`');
    const [, definition] = /add metric "(.*)"/.exec(change) ?? [];
    const canAdd = spec.pattern !== 'sidecar' || spec.collectors.includes('custom');
    expect(definition !== undefined).toBe(canAdd);
    if (definition === undefined) return;
    const metric = parseDefinition(definition);
    const [found] = resolveSpec({ version: 1, name: 'a', metrics: [metric] }).metrics;
    const findings = lintSpec({ ...spec, metrics: [...spec.metrics, found!] });
    expect(findings.filter(({ subject }) => subject === metric.name)).toEqual([]);
  });

  it('begin with what is needed and with what is read', async () => {
    const { files } = await project(spec);
    const start = files.get('README.md')!.split('\n## Start\n')[1]!.split('\n## ')[0]!;
    expect(start).toMatch(/It needs (Node\.js 22\.16\+, 24, or 26\+|Python 3\.11 or newer)/);
    for (const { addressVariable, script } of credentials(spec)) {
      expect(start).toMatch(
        new RegExp(`^${addressVariable}=.*PASSWORD@localhost.*(npm|python)`, 'm'),
      );
      expect(start).toContain(`(${script})`);
    }
    const links = [...start.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    for (const anchor of links) expect(anchorsOf(files.get('README.md')!)).toContain(anchor);
  });
});

function shellLines(readme: string): string[] {
  return [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.split('\n'));
}

function anchorsOf(readme: string): string[] {
  return [...readme.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!.toLowerCase().replaceAll(' ', '-'),
  );
}

const sidecar = (input: Partial<SpecInput>) =>
  resolveSpec({ version: 1, name: 'a', pattern: 'sidecar', ...input });

test.each(['http://user@localhost/x', 'http://[::1]:8080/x', 'http://LOCALHOST'])(
  'a container is told where %s is, as Compose tells it',
  (url) => {
    const flags = dockerFlags(sidecar({ collectors: ['json-api'], 'json-api': { url } }));
    expect(flags).toContainEqual(expect.stringMatching(`JSON_API_URL=http://.*${CONTAINER_HOST}`));
    expect(flags).toContain(`--add-host ${CONTAINER_HOST}:host-gateway`);
  },
);

test.each([
  [undefined, 'false', 'end'],
  ['end', 'false', 'end'],
  ['start', 'true', 'start'],
] as const)('a log that is read from %s', (from, byDefault, place) => {
  const spec = sidecar({ collectors: ['log'], log: { file: 'app.log', ...(from && { from }) } });
  const [{ own } = { own: [] }] = collectorOptions(spec);
  const option = own.find(({ name }) => name === 'logfile.from-start');
  expect(option).toMatchObject({ default: byDefault, environment: 'LOGFILE_FROM_START' });
  expect(startNotes(spec)[0]).toContain(`from its ${place};`);
});

test('a container reads a log as a member of its group', () => {
  const flags = dockerFlags(sidecar({ collectors: ['log'], log: { file: '/var/log/a b.log' } }));
  expect(flags).toContain('--group-add "$(stat --format %g "/var/log/a b.log")"');
});

test.each([
  ['app.log', '--volume "$PWD":/logs:ro --env LOGFILE_PATH=/logs/app.log'],
  ['logs/app.log', '--volume "$PWD"/logs:/logs:ro --env LOGFILE_PATH=/logs/app.log'],
  ['./my logs/a b.log', '--volume "$PWD"/"my logs":/logs:ro --env "LOGFILE_PATH=/logs/a b.log"'],
])('a container gets of the project only the directory of the log: %s', (file, flags) => {
  expect(dockerFlags(sidecar({ collectors: ['log'], log: { file } }))).toEqual([flags]);
});

test.each([
  ['/var/log/shop', 'type=bind,source=/var/log/shop,target=/var/log/shop,readonly'],
  ['/var/log/a:b', 'type=bind,source=/var/log/a:b,target=/var/log/a:b,readonly'],
  ['/logs/a b', '"type=bind,source=/logs/a b,target=/logs/a b,readonly"'],
  ['/logs/a,b', `'type=bind,"source=/logs/a,b","target=/logs/a,b",readonly'`],
  ['/logs/a"b', `'type=bind,"source=/logs/a""b","target=/logs/a""b",readonly'`],
])('a container gets the directory of a log, whatever it is called: %s', (directory, mount) => {
  const flags = dockerFlags(
    sidecar({ collectors: ['log'], log: { file: `${directory}/app.log` } }),
  );
  expect(flags).toContain(`--mount ${mount}`);
});

describe('the start', () => {
  const spec = sidecar({ collectors: ['mongodb', 'log'], log: { file: 'app.log' } });

  it('names the server, quoted for the shell', () => {
    expect(startVariables(spec)).toBe(
      'MONGODB_URI="mongodb://exporter:PASSWORD@localhost:27017/?authSource=admin" ',
    );
  });

  it('says which password is whose, where there are two', () => {
    const notes = startNotes(
      sidecar({ collectors: ['mongodb', 'sql'], sql: { engine: 'postgresql' } }),
    );
    expect(notes.map(plainNote).slice(0, 2)).toEqual([
      expect.stringContaining('PASSWORD in MONGODB_URI is that of the account that'),
      expect.stringContaining('PASSWORD in DATABASE_URL is that of the account that'),
    ]);
  });

  it('has notes that a terminal shows without markup', () => {
    expect(startNotes(spec).map(plainNote)).toEqual([
      'PASSWORD is that of the account that deploy/upstream/create-monitor-user.js makes. Percent-encode user and password: @ is %40.',
      'It reads the log app.log from its end; --logfile.path names another.',
    ]);
  });
});

test.each([
  [['http-probe', 'json-api'], 'set `HTTP_PROBE_TARGETS` and `JSON_API_URL` in'],
  [['json-api'], 'set `JSON_API_URL` in'],
] as const)('a pod is told every address of %j', async (collectors, told) => {
  const spec = sidecar({
    collectors: [...collectors],
    'json-api': { url: 'http://localhost/x' },
    ...(collectors.length > 1 && { 'http-probe': { targets: { shop: 'http://localhost/y' } } }),
    targets: ['kubernetes'],
  });
  const readme = (await render(spec)).get('deploy/kubernetes/README.md')!;
  expect(readme.replaceAll('\n', ' ')).toContain(told);
});
