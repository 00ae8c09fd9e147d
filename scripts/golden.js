// Renews the golden projects under test/golden/: npm run golden
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const golden = path.join(root, 'test', 'golden');

/** Every spec of the tests in both runtimes: golden directory → flags that make it. */
export async function goldenProjects() {
  const specs = (await readdir(path.join(root, 'test', 'specs'))).sort();
  return specs.flatMap((spec) =>
    ['node', 'python'].map((runtime) => ({
      name: `${path.basename(spec, '.yaml')}-${runtime}`,
      flags: ['--spec', path.join('test', 'specs', spec), '--runtime', runtime],
    })),
  );
}

/** Writes one golden project into a directory, with the program as it is built. */
export async function writeGolden(flags, directory) {
  const bin = path.join(root, 'bin', 'create-exporter.js');
  await execa('node', [bin, directory, ...flags, '--yes', '--quiet', '--no-git'], { cwd: root });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await import('./build.js');
  await rm(golden, { recursive: true, force: true });
  for (const { name, flags } of await goldenProjects()) {
    await writeGolden(flags, path.join(golden, name));
    console.log(`test/golden/${name}`);
  }
}
