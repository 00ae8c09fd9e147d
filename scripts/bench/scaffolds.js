import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { filesIn, installPeers, remove } from './peers.js';

/** Writes a tree like another; what a scaffolder cannot beat. */
const COPY = 'require("node:fs").cpSync(process.argv[1], process.argv[2], { recursive: true })';

/**
 * The scaffolds to compare, as arguments of node in a directory of their own: a bare start, a copy of what create-exporter
 * writes, create-exporter in both runtimes, and the peers that can scaffold without asking.
 * @returns {{ contestants: { name: string, args: string[], cwd: string, clear: () => void }[], missing: string[] }}
 */
export function scaffolds(directory, program) {
  const { peers, missing } = installPeers(['create-vite', 'create-vue', 'sv'], directory);
  // Their time would be that of the network.
  missing.push('@grafana/create-plugin and create-t3-app ask the registry while they scaffold');
  const cwd = path.join(directory, 'here');
  mkdirSync(cwd);
  const target = path.join(cwd, 'my-app');
  const contestant = (name, args) => ({ name, args, cwd, clear: () => remove(target) });
  const written = (args) => {
    execFileSync(process.execPath, args, { cwd, stdio: 'ignore' });
    const files = filesIn(target);
    return files;
  };
  const own = (runtime) => [
    program,
    'my-app',
    '--yes',
    '--no-git',
    '--quiet',
    '--runtime',
    runtime,
  ];
  const node = written(own('node'));
  const original = path.join(directory, 'original');
  cpSync(target, original, { recursive: true });
  remove(target);
  const python = written(own('python'));
  remove(target);
  return {
    contestants: [
      contestant('node -e 0', ['-e', '0']),
      contestant(`copy of the ${node} files`, ['-e', COPY, original, target]),
      contestant(`create-exporter, Node.js, ${node} files`, own('node')),
      contestant(`create-exporter, Python, ${python} files`, own('python')),
      ...peers.map((peer) => {
        const args = [peer.program, ...peer.scaffold('my-app')];
        const files = written(args);
        remove(target);
        return contestant(`${peer.name}, ${files} files`, args);
      }),
    ],
    missing,
  };
}
