import { dirname, join, relative } from 'node:path';
import { execa } from 'execa';
import fs from 'fs-extra';
import { requireTool, skipTest, toolsDirectory } from './tools.ts';

/** The part of an image's configuration that a base image gives to the images made from it. */
export interface BaseConfig {
  env: Record<string, string>;
  entrypoint: string[];
  cmd: string[];
}

/** What a Dockerfile's RUN steps may expect of a slim Debian image, beside the runtime. */
const PROGRAMS = (
  'bash basename cat chgrp chmod chown cp cut date dash df dirname du echo env expr false find ' +
  'getent grep gzip head hostname id install ln ls mkdir mktemp mv printf pwd readlink realpath ' +
  'rm rmdir sed sleep sort tail tar tee test touch tr true uname uniq wc which xargs ' +
  'groupadd groupdel useradd userdel usermod'
).split(' ');

const PASSWD = `root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;
const GROUP = `root:x:0:
nogroup:x:65534:
`;
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Fills a directory with what stands in for a base image that cannot be pulled, made of this
 * machine's files. Only `node:<major>…` and `python:…` are known; other names end in an error.
 */
export async function makeBaseImage(name: string, root: string): Promise<BaseConfig> {
  const [, runtime, major] = /^(?:docker\.io\/)?(?:library\/)?(node|python):(\d+)/.exec(name) ?? [];
  if (!runtime) throw new Error(`there is no stand-in for the base image ${name}`);
  await makeSystem(root);
  const config = runtime === 'node' ? await addNode(root, Number(major)) : await addPython(root);
  await addLibraries(root);
  return config;
}

async function makeSystem(root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await fs.ensureDir(join(root, 'usr', name));
    await fs.ensureSymlink(join('usr', name), join(root, name));
  }
  for (const name of ['dev', 'proc', 'sys', 'root', 'home', 'opt', 'run', 'usr/local/bin']) {
    await fs.ensureDir(join(root, name));
  }
  for (const name of ['tmp', 'var/tmp']) {
    await fs.ensureDir(join(root, name));
    await fs.chmod(join(root, name), 0o1777);
  }
  for (const name of PROGRAMS) {
    const paths = ['/usr/bin', '/usr/sbin', '/bin'].map((folder) => join(folder, name));
    const path = paths.find((candidate) => fs.existsSync(candidate));
    if (path) await copyFile(await fs.realpath(path), join(root, 'usr/bin', name));
  }
  await fs.symlink('dash', join(root, 'usr/bin/sh'));
  await fs.outputFile(join(root, 'etc/passwd'), PASSWD);
  await fs.outputFile(join(root, 'etc/group'), GROUP);
  await fs.outputFile(join(root, 'etc/nsswitch.conf'), 'passwd: files\nhosts: files dns\n');
}

async function addNode(root: string, major: number): Promise<BaseConfig> {
  if (major !== 22 && major !== 24 && major !== 26) {
    throw new Error(`there is no stand-in for Node ${major}`);
  }
  const node = requireTool(`node${major}`);
  // Debian's own npm is spread over many packages; the one in .tools is complete in itself.
  const npm = join(toolsDirectory, `node${major}`, 'node_modules', 'npm');
  if (!fs.existsSync(npm)) skipTest(`npm is missing in ${npm}: node scripts/tools.js`);
  const local = join(root, 'usr/local');
  await copyFile(await fs.realpath(node), join(local, 'bin/node'));
  await fs.copy(npm, join(local, 'lib/node_modules/npm'));
  for (const name of ['npm', 'npx']) {
    const target = `../lib/node_modules/npm/bin/${name}-cli.js`;
    await fs.symlink(target, join(local, 'bin', name));
  }
  await fs.appendFile(join(root, 'etc/passwd'), 'node:x:1000:1000::/home/node:/bin/bash\n');
  await fs.appendFile(join(root, 'etc/group'), 'node:x:1000:\n');
  await fs.ensureDir(join(root, 'home/node'));
  await fs.chown(join(root, 'home/node'), 1000, 1000);
  // As in the real image: what is not a program is given to node.
  const entrypoint = `#!/bin/sh
set -e
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi
exec "$@"
`;
  await fs.outputFile(join(local, 'bin/docker-entrypoint.sh'), entrypoint, { mode: 0o755 });
  return { env: {}, entrypoint: ['docker-entrypoint.sh'], cmd: ['node'] };
}

const PYTHON_FACTS = `
import glob, json, os, sys, sysconfig, ensurepip
here = os.path.join(os.path.dirname(ensurepip.__file__), '_bundled')
wheels = [w for d in (here, '/usr/share/python-wheels') for w in glob.glob(d + '/pip-*.whl')]
print(json.dumps({
    'version': '%d.%d' % sys.version_info[:2],
    'program': os.path.realpath(sys.executable),
    'library': sysconfig.get_path('stdlib'),
    'packages': os.path.basename(sysconfig.get_path('purelib')),
    'wheel': wheels[0],
}))
`;

async function addPython(root: string): Promise<BaseConfig> {
  const python = requireTool('python');
  const { stdout } = await execa(python, ['-c', PYTHON_FACTS]);
  const { version, program, library, packages, wheel } = JSON.parse(stdout) as Record<
    'version' | 'program' | 'library' | 'packages' | 'wheel',
    string
  >;
  const local = join(root, 'usr/local');
  const home = join(local, 'lib', `python${version}`);
  await copyFile(program, join(local, 'bin', `python${version}`));
  for (const name of ['python3', 'python']) {
    await fs.symlink(`python${version}`, join(local, 'bin', name));
  }
  // Neither tests and windows, nor the static library, the packages of this machine and Debian's
  // refusal to install more of them.
  const left =
    /^(test|idlelib|tkinter|turtledemo|config-.*|site-packages|dist-packages|EXTERNALLY-MANAGED)$/;
  await fs.copy(library, home, {
    filter: (path) =>
      !left.test(relative(library, path)) && !/(^|\/)(__pycache__|_tkinter\..*)$/.test(path),
  });
  // Where Debian's Python has its wheels, which `python -m venv` installs pip from.
  if (wheel.startsWith('/usr/share/')) await fs.copy(dirname(wheel), join(root, dirname(wheel)));
  await execa(python, ['-m', 'zipfile', '-e', wheel, join(home, packages)]);
  const pip = `#!/usr/local/bin/python3
import sys
from pip._internal.cli.main import main
sys.exit(main())
`;
  for (const name of ['pip', 'pip3']) {
    await fs.outputFile(join(local, 'bin', name), pip, { mode: 0o755 });
  }
  if (fs.existsSync(CERTIFICATES)) {
    await copyFile(await fs.realpath(CERTIFICATES), join(root, CERTIFICATES));
    await fs.ensureDir(join(root, 'usr/lib/ssl'));
    await fs.symlink(CERTIFICATES, join(root, 'usr/lib/ssl/cert.pem'));
  }
  return { env: { LANG: 'C.UTF-8' }, entrypoint: [], cmd: ['python3'] };
}

/** Copies the shared libraries that the programs and modules below a directory are linked with. */
async function addLibraries(root: string): Promise<void> {
  const { stdout } = await execa(
    'sh',
    [
      '-c',
      `find usr -type f \\( -path '*/bin/*' -o -name '*.so*' \\) -exec ldd {} + 2>/dev/null || true`,
    ],
    { cwd: root },
  );
  const { stdout: known } = await execa('/sbin/ldconfig', ['-p']);
  const libraries = new Set([
    ...(stdout.match(/(?<=\s)\/[^ ]+(?= \(0x)/g) ?? []),
    // In every Debian image, and what compiled packages that are installed later are linked with.
    ...(known.match(/(?<=lib(?:gcc_s|stdc\+\+|pthread|dl|rt|util|resolv|m)\.so\.\d+ .*=> )\/.+/g) ??
      []),
  ]);
  for (const path of libraries) {
    // Libraries beside a Python of its own go where the loader looks without being told.
    const inSystem = /^(\/usr)?\/lib(64)?\//.test(path);
    const target = join(root, inSystem ? path : join('/usr/lib', path.split('/').at(-1)!));
    if (!fs.existsSync(target)) await copyFile(await fs.realpath(path), target);
  }
}

async function copyFile(from: string, to: string): Promise<void> {
  await fs.ensureDir(dirname(to));
  await fs.copyFile(from, to, fs.constants.COPYFILE_FICLONE);
}
