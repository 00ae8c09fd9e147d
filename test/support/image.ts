import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import fs from 'fs-extra';
import { afterAll } from 'vitest';
import { makeBaseImage } from './base-image.ts';
import { findTool, requireTool, skipTest } from './tools.ts';

/** The configuration of an image, as `docker inspect` shows it. */
export interface ImageConfig {
  User: string;
  Env: string[];
  Entrypoint: string[] | null;
  Cmd: string[] | null;
  WorkingDir: string;
  ExposedPorts?: Record<string, object>;
  Labels?: Record<string, string> | null;
  /** `Test` is `['CMD', …]` or `['CMD-SHELL', command]`. */
  Healthcheck?: { Test: string[]; Interval?: number; Timeout?: number };
}

/** An image that was built. */
export interface Image {
  id: string;
  config: ImageConfig;
  /** What the build wrote. */
  output: string;
  seconds: number;
}

/** The images of one test file; made at the first use. */
interface Store {
  directory: string;
  buildah(args: string[]): Promise<string>;
  bases: Map<string, Promise<void>>;
}

let store: Promise<Store> | undefined;

afterAll(async () => {
  if (store) await fs.remove((await store).directory);
  store = undefined;
});

/**
 * Builds a Dockerfile for real, without a container engine. The images named by FROM are not
 * pulled: stand-ins are made of this machine's Node.js and Python. RUN steps reach the package
 * registries as this machine does; nothing of that is in the build context.
 */
export async function buildImage(
  context: string,
  options: { dockerfile?: string; buildArgs?: Record<string, string>; target?: string } = {},
): Promise<Image> {
  const { directory, buildah, bases } = await openStore();
  const source = join(context, options.dockerfile ?? 'Dockerfile');
  const text = await fs.readFile(source, 'utf8');
  for (const name of baseImages(text, options.buildArgs)) {
    if (!bases.has(name)) bases.set(name, commitBase(name));
    await bases.get(name);
  }
  const work = await fs.mkdtemp(join(directory, 'build-'));
  // A stand-in cannot have the digest that the real image is pinned to.
  const dockerfile = join(work, 'Dockerfile');
  await fs.writeFile(dockerfile, text.replace(/@sha256:[0-9a-f]{64}/g, ''));

  const start = performance.now();
  const output = await buildah([
    'bud',
    '--format=docker',
    '--pull-never',
    `--file=${dockerfile}`,
    `--iidfile=${join(work, 'id')}`,
    ...(await machineVolumes(work)),
    ...Object.entries(options.buildArgs ?? {}).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    ),
    ...(options.target ? [`--target=${options.target}`] : []),
    context,
  ]);
  const id = (await fs.readFile(join(work, 'id'), 'utf8')).trim().replace(/^sha256:/, '');
  const inspected = JSON.parse(await buildah(['inspect', '--type=image', id])) as {
    Docker: { config: ImageConfig };
  };
  const seconds = (performance.now() - start) / 1000;
  return { id, config: inspected.Docker.config, output, seconds };
}

/** The files of an image in a directory of their own, which may be changed. */
export async function unpackImage(image: Image): Promise<string> {
  const { buildah } = await openStore();
  const container = await buildah(['from', '--pull-never', image.id]);
  return buildah(['mount', container]);
}

/** The base images a Dockerfile starts from: not its own stages, and with ARGs filled in. */
export function baseImages(dockerfile: string, buildArgs: Record<string, string> = {}): string[] {
  const args = new Map<string, string>();
  const stages = new Set(['scratch']);
  const images = new Set<string>();
  for (const line of dockerfile.replace(/\\\n/g, ' ').split('\n')) {
    const [, arg, value = ''] = /^\s*ARG\s+(\w+)(?:=["']?([^"'\s]*))?/i.exec(line) ?? [];
    if (arg && images.size === 0) args.set(arg, buildArgs[arg] ?? value);
    const [, from, stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
    if (!from) continue;
    const image = from
      .replace(/\$\{?(\w+)(?::-([^}]*))?\}?/g, (_, name, other) => args.get(name) || (other ?? ''))
      .replace(/@sha256:[0-9a-f]{64}$/, '');
    if (!stages.has(image)) images.add(image);
    if (stage) stages.add(stage);
  }
  return [...images];
}

/** Makes the store, or skips the test where images cannot be built. */
async function openStore(): Promise<Store> {
  const program = requireTool('buildah');
  if (process.getuid?.() !== 0) skipTest('building images needs root');
  store ??= fs.mkdtemp(join(tmpdir(), 'images-')).then((directory) => {
    const global = [
      `--root=${join(directory, 'root')}`,
      `--runroot=${join(directory, 'runroot')}`,
      // Plain directories: slower than overlays, but nothing is left mounted and it works in a
      // container.
      '--storage-driver=vfs',
    ];
    return {
      directory,
      bases: new Map(),
      async buildah(args: string[]) {
        const { all } = await execa(program, [...global, ...args], {
          all: true,
          env: { BUILDAH_ISOLATION: 'chroot', TMPDIR: directory },
          stdin: 'ignore',
          timeout: 600_000,
        });
        return all;
      },
    };
  });
  return store;
}

async function commitBase(name: string): Promise<void> {
  const { buildah } = await openStore();
  const container = await buildah(['from', 'scratch']);
  const { env, entrypoint, cmd } = await makeBaseImage(name, await buildah(['mount', container]));
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  await buildah([
    'config',
    `--env=${path}`,
    ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
    `--entrypoint=${JSON.stringify(entrypoint)}`,
    `--cmd=${cmd.join(' ')}`,
    container,
  ]);
  const full = name.includes('/') ? name : `docker.io/library/${name}`;
  await buildah(['commit', '--quiet', '--format=docker', '--rm', container, full]);
}

/**
 * This machine's way to the package registries, mounted while RUN steps run: its certificates, and
 * the registries that npm and pip are set to.
 */
async function machineVolumes(work: string): Promise<string[]> {
  const certificates = '/etc/ssl/certs/ca-certificates.crt';
  const inside = '/run/build/certificates.crt';
  const trust = (key: string) => (fs.existsSync(certificates) ? `${key}=${inside}\n` : '');
  const npmRegistry = await output('npm', ['config', 'get', 'registry']);
  const python = findTool('python') ?? 'python3';
  const pipIndex = await output(python, ['-m', 'pip', 'config', 'get', 'global.index-url']);
  const files = {
    '/usr/local/etc/npmrc': `${npmRegistry && `registry=${npmRegistry}\n`}${trust('cafile')}`,
    '/etc/pip.conf': `[global]\n${pipIndex && `index-url=${pipIndex}\n`}${trust('cert')}`,
  };
  const volumes = fs.existsSync(certificates) ? [`--volume=${certificates}:${inside}:ro`] : [];
  for (const [path, text] of Object.entries(files)) {
    const file = join(work, path.replaceAll('/', '-'));
    await fs.writeFile(file, text);
    volumes.push(`--volume=${file}:${path}:ro`);
  }
  return volumes;
}

/** What a command prints; nothing where it fails, as for a setting that is not set. */
async function output(command: string, args: string[]): Promise<string> {
  const { exitCode, stdout } = await execa(command, args, { reject: false });
  return exitCode === 0 ? stdout.trim() : '';
}
