import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobId } from '../../src/project/manifest.ts';
import { snapshot } from '../unit/project/snapshot.ts';
import { cleanEnv, emptyDirectory, jsonOf, run } from './run.ts';

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
const NO_GIT = { PATH: '/nonexistent' };
const METRIC = 'counter shop_refunds_total{channel=web|mobile} Refunds granted.';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', args, { cwd, env: cleanEnv(IDENTITY), encoding: 'utf8' }).trim();

/** A new project in a directory `shop` of its own. */
async function project(...flags: string[]): Promise<string> {
  const cwd = emptyDirectory();
  const { code, err } = await run(['shop', '--yes', '--no-git', ...flags], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return path.join(cwd, 'shop');
}

async function committed(...flags: string[]): Promise<string> {
  const cwd = emptyDirectory();
  await run(['shop', '--yes', '--git', ...flags], { cwd, env: IDENTITY });
  return path.join(cwd, 'shop');
}

const read = (cwd: string, file: string) => readFile(path.join(cwd, file), 'utf8');
const write = (cwd: string, file: string, text: string) => writeFile(path.join(cwd, file), text);
const edit = async (cwd: string, file: string, change: (text: string) => string) =>
  write(cwd, file, change(await read(cwd, file)));
const otherPort = (text: string) => text.replace('port: 3000', 'port: 9100');
const states = ({ files }: { files: { path: string; state: string }[] }) =>
  Object.fromEntries(
    files.filter(({ state }) => state !== 'same').map((file) => [file.path, file.state]),
  );

describe('diff', () => {
  test('tells each state and ends with 4 where update would have something to do', async () => {
    const cwd = await project();
    expect(await run(['diff'], { cwd })).toMatchObject({ code: 0, err: '' });
    await edit(cwd, 'src/app.js', (text) => `// mine\n${text}`);
    await rm(path.join(cwd, 'src', 'logger.js'));
    await write(cwd, 'notes.md', 'mine');
    await write(cwd, 'debug.log', 'ignored');
    const edited = await run(['diff', '--json'], { cwd });
    expect(edited.code).toBe(0);
    const expected = { 'src/app.js': 'edited', 'src/logger.js': 'deleted', 'notes.md': 'extra' };
    expect(states(jsonOf(edited))).toEqual(expected);

    await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    const drifted = await run(['diff', '--json'], { cwd });
    expect(drifted.code).toBe(4);
    expect(jsonOf(drifted)).toMatchObject({ ok: false, error: { code: 4 } });
    expect(states(jsonOf(drifted))).toMatchObject({
      ...expected,
      'README.md': 'both',
      'prometheus.yml': 'outdated',
      'exporter.yaml': 'edited',
    });
    const { out } = await run(['diff', '../shop'], { cwd });
    expect(out).toContain('outdated: not changed by you; what is generated is\n');
    expect(out).toContain('create-exporter update brings it up to date');
  });

  test('writes nothing', async () => {
    const cwd = await project();
    await edit(cwd, 'exporter.yaml', otherPort);
    const before = await snapshot(cwd);
    await run(['diff'], { cwd });
    expect(await snapshot(cwd)).toEqual(before);
  });
});

describe('update', () => {
  test.each(['node', 'python'])(
    '%s: merges, keeps, replaces; then is up to date',
    async (runtime) => {
      const cwd = await project('--runtime', runtime);
      await edit(cwd, 'README.md', (text) => `${text}\nMy own last words.\n`);
      await rm(path.join(cwd, '.editorconfig'));
      await edit(cwd, 'exporter.yaml', otherPort);
      const { code, out } = await run(['update'], { cwd });
      expect(code).toBe(0);
      expect(out).toMatch(/merge {4}README\.md\n/);
      expect(out).toMatch(/update {3}prometheus\.yml\n/);
      const readme = await read(cwd, 'README.md');
      expect(readme).toContain('9100');
      expect(readme).toContain('My own last words.');
      expect(await readdir(cwd)).not.toContain('.editorconfig');
      const before = await snapshot(cwd);
      const again = await run(['update'], { cwd });
      expect(again).toMatchObject({ code: 0, err: '' });
      expect(again.out).toContain('up to date');
      expect(await snapshot(cwd)).toEqual(before);
    },
  );

  test('--dry-run and --diff show what would be, and write nothing', async () => {
    const cwd = await project();
    await edit(cwd, 'exporter.yaml', otherPort);
    const before = await snapshot(cwd);
    const { code, out } = await run(['update', '--dry-run', '--diff'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}-.*3000/m);
    expect(out).toMatch(/^ {2}\+.*9100/m);
    expect(out).toContain('nothing was written');
    expect(await snapshot(cwd)).toEqual(before);
  });

  test('dependencies of both sides come together as data', async () => {
    const cwd = await project();
    await edit(cwd, 'package.json', (text) =>
      text.replace('"express"', '"axios": "1.0.0",\n    "express"'),
    );
    const { code } = await run(['add', 'collector', 'json-api'], { cwd });
    expect(code).toBe(0);
    const { dependencies } = JSON.parse(await read(cwd, 'package.json'));
    expect(Object.keys(dependencies)).toEqual([
      '@jmespath-community/jmespath',
      '@prometheus-io/client',
      'bcryptjs',
      'axios',
      'express',
      'yaml',
    ]);
  });

  test('the same line changed by both: markers, exit 4, and not again before they are resolved', async () => {
    const cwd = await project();
    await edit(cwd, 'prometheus.yml', (text) => text.replaceAll(':3000', ':4000'));
    await edit(cwd, 'exporter.yaml', otherPort);
    const first = await run(['update', '--json'], { cwd });
    expect(first.code).toBe(4);
    expect(jsonOf(first)).toMatchObject({ ok: false, error: { code: 4 } });
    const marked = await read(cwd, 'prometheus.yml');
    expect(marked).toMatch(/<<<<<<< yours\n.*:4000.*\n=======\n.*:9100.*\n>>>>>>> create-exporter/);
    const before = await snapshot(cwd);
    expect((await run(['diff'], { cwd })).code).toBe(4);
    expect((await run(['update'], { cwd })).code).toBe(4);
    expect(await snapshot(cwd)).toEqual(before);
    await write(cwd, 'prometheus.yml', marked.replace(/<<<<<<<[\s\S]*=======\n|>>>>>>>.*\n/g, ''));
    expect((await run(['update'], { cwd })).code).toBe(0);
  });

  test('a file of the user in the way of a new one stays; the new text is beside it until it is removed', async () => {
    const cwd = await project();
    await mkdir(path.join(cwd, 'src', 'collectors'), { recursive: true });
    await write(cwd, 'src/collectors/custom.js', 'mine\n');
    const { code, out } = await run(['add', 'collector', 'custom'], { cwd });
    expect(code).toBe(4);
    const beside = 'src/collectors/custom.js.create-exporter-new';
    expect(out).toContain(`the new text is in ${beside}`);
    expect(await read(cwd, 'src/collectors/custom.js')).toBe('mine\n');
    expect((await run(['update'], { cwd })).code).toBe(4);
    await rm(path.join(cwd, beside));
    expect((await run(['update'], { cwd })).code).toBe(0);
    expect(await read(cwd, 'src/collectors/custom.js')).toBe('mine\n');
  });

  test('files that were kept when the project was made stay their owner’s', async () => {
    const cwd = emptyDirectory();
    await mkdir(path.join(cwd, 'shop'));
    await write(cwd, 'shop/README.md', 'mine\n');
    await run(['shop', '--yes', '--no-git', '--on-conflict', 'skip'], { cwd });
    const shop = path.join(cwd, 'shop');
    await edit(shop, 'exporter.yaml', otherPort);
    for (const _ of ['first', 'second']) {
      expect((await run(['update'], { cwd: shop })).code).toBe(0);
      expect(await read(shop, 'README.md')).toBe('mine\n');
    }
  });

  test('line ends of a checkout on Windows stay', async () => {
    const cwd = await project();
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    for (const [file, content] of Object.entries(await snapshot(cwd))) {
      if (content !== '/') await edit(cwd, file, windows);
    }
    expect(jsonOf(await run(['diff', '--json'], { cwd })).ok).toBe(true);
    expect((await run(['update'], { cwd })).out).toContain('up to date');
    await edit(cwd, 'README.md', (text) => `${text}\r\nmine\r\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    expect((await run(['update'], { cwd })).code).toBe(0);
    for (const [file, content] of Object.entries(await snapshot(cwd))) {
      expect(content, file).not.toMatch(/[^\r]\n/);
    }
    expect(await read(cwd, 'README.md')).toMatch(/9100[\s\S]*\r\nmine\r\n$/);
    expect((await run(['update'], { cwd })).out).toContain('up to date');
  });
});

describe('git', () => {
  test('exporter.yaml alone may be changed: that is what an update is for', async () => {
    const cwd = await committed();
    await edit(cwd, 'exporter.yaml', otherPort);
    expect((await run(['update'], { cwd })).code).toBe(0);
    expect((await run(['update'], { cwd })).code).toBe(0);
  });

  test('without git: replaces, merges data, and says what it cannot merge', async () => {
    const cwd = await project();
    await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    const { code, out } = await run(['update'], { cwd, env: NO_GIT });
    expect(code).toBe(4);
    expect(out).toContain('README.md: it takes git to merge it, and git cannot be used');
    expect(out).toContain('git is not installed');
    expect(await read(cwd, 'README.md')).not.toContain('9100');
    expect(await read(cwd, 'README.md.create-exporter-new')).toContain('9100');
    expect(await read(cwd, 'prometheus.yml')).toContain('9100');
  });

  /** A project as an older version wrote it: the text of one file is no longer what this version writes. */
  async function ofOlderVersion(): Promise<string> {
    const cwd = await committed();
    const old = `// An older text.\n${await read(cwd, 'src/app.js')}`;
    await write(cwd, 'src/app.js', old);
    const manifest = JSON.parse(await read(cwd, '.create-exporter.json'));
    manifest.version = '0.0.9';
    manifest.files['src/app.js'] = blobId(old);
    await write(cwd, '.create-exporter.json', JSON.stringify(manifest));
    git(cwd, 'commit', '-qam', 'Older version');
    await edit(cwd, 'src/app.js', (text) => `${text}\n// mine\n`);
    git(cwd, 'commit', '-qam', 'Mine');
    return cwd;
  }

  test('the former text of an older version comes from the objects of the project', async () => {
    const cwd = await ofOlderVersion();
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/merge {4}src\/app\.js\n/);
    const text = await read(cwd, 'src/app.js');
    expect(text).not.toContain('An older text');
    expect(text).toContain('// mine');
    expect(JSON.parse(await read(cwd, '.create-exporter.json')).version).toBe('0.1.0');
  });

  // A partial clone could fetch it, but nothing here asks the network.
  test.each([
    ['shallow', ['--depth', '1']],
    ['partial', ['--filter', 'blob:none']],
  ])('a %s clone lacks it: the file stays, with the new text beside it', async (_, how) => {
    const origin = await ofOlderVersion();
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const cwd = path.join(emptyDirectory(), 'clone');
    git('/', 'clone', '-q', ...how, `file://${origin}`, cwd);
    const before = await read(cwd, 'src/app.js');
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toContain('src/app.js: the text that was generated before is not known any more');
    expect(await read(cwd, 'src/app.js')).toBe(before);
    expect(await read(cwd, 'src/app.js.create-exporter-new')).not.toContain('An older text');
  });
});

describe('what cannot be trusted', () => {
  test.each(['../outside.txt', '/tmp/outside.txt', 'src/../../outside.txt', '.git/config'])(
    'a manifest that names %s: exit 2, nothing changed',
    async (file) => {
      const cwd = await project();
      await write(path.dirname(cwd), 'outside.txt', 'x');
      await edit(cwd, '.create-exporter.json', (text) =>
        text.replace('"files": {', `"files": {\n    ${JSON.stringify(file)}: "${blobId('x')}",`),
      );
      await edit(cwd, 'exporter.yaml', otherPort);
      const before = await snapshot(path.dirname(cwd));
      for (const command of ['diff', 'update']) {
        const { code, err } = await run([command], { cwd });
        expect(code).toBe(2);
        expect(err).toContain('Take it back from version control');
      }
      expect(await snapshot(path.dirname(cwd))).toEqual(before);
    },
  );

  test.each([
    ['a file', 'prometheus.yml', 'prometheus.yml'],
    ['a folder', 'src', 'src/build-info.js'],
  ])('%s that is a link: nothing is written through it', async (_, name, file) => {
    const cwd = await project();
    const outside = emptyDirectory();
    await rename(path.join(cwd, name), path.join(outside, name));
    await symlink(path.join(outside, name), path.join(cwd, name));
    const before = await snapshot(outside);
    await edit(cwd, 'exporter.yaml', (text) =>
      otherPort(text).replace('name: shop', 'name: store'),
    );
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toContain(`${name === 'src' ? 'src/' : file}`);
    expect(out).toContain('something other than a file stands in its way');
    expect(await snapshot(outside)).toEqual(before);
  });

  test('a spec in it that nobody wrote is no base of a merge', async () => {
    const cwd = await project();
    await edit(cwd, '.create-exporter.json', (text) => text.replace('"port": 3000', '"port": "x"'));
    await edit(cwd, 'README.md', (text) => `${text}\nmine\n`);
    await edit(cwd, 'exporter.yaml', otherPort);
    const { code, out } = await run(['update'], { cwd });
    expect(code).toBe(4);
    expect(out).toContain('README.md: the text that was generated before is not known any more');
  });

  test('exporter.yaml with faults: exit 2 with line and column, nothing changed', async () => {
    const cwd = await project();
    await edit(cwd, 'exporter.yaml', (text) => text.replace('port: 3000', 'port: many'));
    const before = await snapshot(cwd);
    const { code, err } = await run(['update'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/exporter\.yaml:\d+:\d+: port/);
    expect(await snapshot(cwd)).toEqual(before);
  });

  test.each(['diff', 'update', 'verify'])(
    '%s where there is no project: exit 2',
    async (command) => {
      const cwd = emptyDirectory();
      for (const args of [[command], [command, 'nowhere'], [command, '--json']]) {
        expect((await run(args, { cwd })).code).toBe(2);
      }
    },
  );
});

describe('add', () => {
  test('a metric: exporter.yaml keeps its comments and order, the code has it', async () => {
    const cwd = await project();
    await edit(cwd, 'exporter.yaml', (text) => text.replace('port:', '# Mine.\nport:'));
    expect((await run(['update'], { cwd })).code).toBe(0);
    const before = await read(cwd, 'exporter.yaml');
    const { code, out } = await run(['add', 'metric', METRIC], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/update {3}exporter\.yaml\n/);
    const after = await read(cwd, 'exporter.yaml');
    expect(after).toContain('# Mine.\nport:');
    expect(after).toContain('name: shop_refunds_total');
    for (const line of before.split('\n')) expect(after).toContain(line);
    expect(await read(cwd, 'src/metrics.js')).toContain('shop_refunds_total');
    expect((await run(['diff'], { cwd })).code).toBe(0);
  });

  test('several metrics, from elsewhere', async () => {
    const cwd = await project();
    const more = 'gauge shop_open_tickets Tickets that are open.';
    const args = ['add', 'metric', METRIC, more, '--directory', 'shop', '--json'];
    const { command, files } = jsonOf(await run(args, { cwd: path.dirname(cwd) }));
    expect(command).toBe('add');
    expect(files).toContainEqual(
      expect.objectContaining({ path: 'exporter.yaml', action: 'update' }),
    );
    expect(await read(cwd, 'exporter.yaml')).toContain('shop_open_tickets');
  });

  test('a target', async () => {
    const cwd = await project('--target', 'none');
    expect((await run(['add', 'target', 'docker'], { cwd })).code).toBe(0);
    expect(await readdir(cwd)).toContain('Dockerfile');
    expect(await read(cwd, 'exporter.yaml')).toContain('targets: [docker]');
    expect((await run(['add', 'target', 'docker'], { cwd })).out).toContain('up to date');
  });

  test('a collector that reads metrics comes with one to read', async () => {
    const cwd = await project();
    expect((await run(['add', 'collector', 'log'], { cwd })).code).toBe(0);
    const text = await read(cwd, 'exporter.yaml');
    expect(text).toContain('collectors: [log]');
    expect(text).toContain('shop_log_lines_total');
    expect(await readdir(path.join(cwd, 'src', 'collectors'))).toContain('log.js');
  });

  test.each([
    [['metric', 'counter'], 'cannot be read'],
    [['metric', 'countr shop_x_total X.'], 'Did you mean "counter"?'],
    [['metric', 'counter shop_orders_total Again.'], 'shop_orders_total'],
    [['metric', 'counter shop_clicks Clicks.'], 'shop_clicks_total'],
    [['target', 'dcker'], 'Did you mean "docker"?'],
    [['collector', 'mongo'], '"mongo" is not one of'],
    [['metrics', METRIC], 'Did you mean "metric"?'],
    [['metric'], "Missing required argument 'values'."],
  ])('%j: exit 2, nothing changed', async (args, message) => {
    const cwd = await project();
    const before = await snapshot(cwd);
    const { code, err } = await run(['add', ...args], { cwd });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
    expect(await snapshot(cwd)).toEqual(before);
  });
});
