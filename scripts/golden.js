// Renews the golden projects under test/golden/: npm run golden
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
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

/** Renders all of them beside a directory and puts them in its place; it stays as it was if one fails. */
export async function renewGolden(directory, projects, told) {
  const fresh = await mkdtemp(`${directory}.`);
  try {
    for (const { name, flags } of projects) {
      await writeGolden(flags, path.join(fresh, name));
      told(name);
    }
    await chmod(fresh, 0o755);
    await rm(directory, { recursive: true, force: true });
    await rename(fresh, directory);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await import('./build.js');
  try {
    await renewGolden(golden, await goldenProjects(), (name) => console.log(`test/golden/${name}`));
  } catch (error) {
    // What the program itself has said is all there is to know.
    console.error(error.stderr || error);
    process.exitCode = 1;
  }
}
