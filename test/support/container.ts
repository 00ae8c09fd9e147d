import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { type Image, unpackImage } from './image.ts';
import { type RunningProgram, startProgram, stop } from './process.ts';
import { requireTool } from './tools.ts';

/** How to run an image; like `docker run` with the network of the host. */
export interface RunOptions {
  env?: Record<string, string>;
  /** Instead of the image's CMD. */
  args?: string[];
  /** A path or URL that answers once the program is ready. */
  ready?: string;
  /** The image's files cannot be changed; true by default. */
  readOnly?: boolean;
  /** Directories that can be written to although the image is read-only. */
  tmpfs?: string[];
}

/** A container: `stop` signals process 1 of the image, as `docker stop` does. */
export interface Container extends RunningProgram {
  /** Runs a command in the container, as its user. */
  exec(args: string[]): Promise<{ exitCode: number | undefined; output: string }>;
  /** Runs the image's HEALTHCHECK. */
  healthcheck(): Promise<{ exitCode: number | undefined; output: string }>;
}

const FIRST_PROCESS = fileURLToPath(new URL('container.sh', import.meta.url));

/**
 * Runs an image: its real CMD as its numeric USER and as process 1 of its own process namespace,
 * without capabilities, in a read-only root file system, and reached by loopback.
 */
export async function runImage(
  image: Image,
  run: RunOptions | ((port: number) => RunOptions) = {},
): Promise<Container> {
  const unshare = requireTool('unshare');
  const beside = (name: string) => join(dirname(unshare), name);
  const { config } = image;
  const [uid, gid] = numericUser(config.User);
  const root = await unpackImage(image);
  let variables: string[] = [];

  const program = await startProgram((port) => {
    const {
      env = {},
      args,
      ready,
      readOnly = true,
      tmpfs = [],
    } = typeof run === 'function' ? run(port) : run;
    variables = [
      `HOME=${uid === '0' ? '/root' : '/'}`,
      ...config.Env,
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ];
    const command = [...(config.Entrypoint ?? []), ...(args ?? config.Cmd ?? [])];
    return {
      command: unshare,
      args: [
        ...[
          '--mount',
          '--propagation=private',
          '--pid',
          '--ipc',
          '--uts',
          '--fork',
          '--kill-child',
        ],
        ...[FIRST_PROCESS, ...variables],
        // The three are what entering the root as another user needs; that user has none of them.
        ...[beside('setpriv'), '--no-new-privs', '--inh-caps=-all'],
        '--bounding-set=-all,+sys_chroot,+setuid,+setgid',
        ...[unshare, `--root=${root}`, `--wd=${config.WorkingDir || '/'}`],
        ...[`--setgid=${gid}`, `--setuid=${uid}`, '--', ...command],
      ],
      env: { ROOT: root, READ_ONLY: readOnly ? 'yes' : 'no', TMPFS: tmpfs.join(' ') },
      ...(ready && { ready }),
    };
  });

  const first = await childOf(program.pid);
  const exec = async (args: string[]) => {
    const enter = ['--mount', '--pid', '--ipc', '--uts', '--root', '--wd'];
    const { exitCode, all } = await execa(
      'env',
      [
        ...['-i', ...variables, beside('nsenter'), `--target=${first}`, ...enter],
        ...[`--setgid=${gid}`, `--setuid=${uid}`, '--', ...args],
      ],
      { all: true, reject: false, stdin: 'ignore', timeout: 60_000 },
    );
    return { exitCode, output: all };
  };
  return {
    ...program,
    exec,
    stop: (signal = 'SIGTERM', timeout = 10_000) => stop(program, first, signal, timeout),
    healthcheck() {
      const [kind, ...command] = config.Healthcheck?.Test ?? [];
      if (kind === 'CMD') return exec(command);
      if (kind === 'CMD-SHELL') return exec(['/bin/sh', '-c', ...command]);
      throw new Error('the image has no HEALTHCHECK');
    },
  };
}

/** Kubernetes can prove only of a number that it is not root. */
function numericUser(user: string): [uid: string, gid: string] {
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(user || '0:0') ?? [];
  if (!uid) throw new Error(`USER ${user} is not numeric`);
  return [uid, gid ?? '0'];
}

/** Signals to `unshare` itself do not reach what runs in the namespaces; its child is process 1. */
async function childOf(pid: number): Promise<number> {
  for (let tries = 0; tries < 100; tries++, await sleep(20)) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    if (children) return Number(children.trim().split(' ')[0]);
  }
  throw new Error('the container did not start');
}
