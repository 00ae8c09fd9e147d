import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `bin` file of create-exporter as it was installed from its packed tarball. */
    packedBin: string;
  }
}

/** Packs the package as it would be published and installs it from the tarball, as a user's npx does. */
export default async function pack(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-packed-'));
  // Without `prepare`: it would build again, under the tests that run the built program meanwhile.
  const { stdout } = await execa('npm', [
    ...['pack', '--json', '--ignore-scripts', '--pack-destination', directory],
  ]);
  const tarball = path.join(directory, JSON.parse(stdout.slice(stdout.indexOf('[\n')))[0].filename);
  await execa('npm', ['install', '--prefix', directory, '--no-audit', '--no-fund', tarball]);
  project.provide(
    'packedBin',
    path.join(directory, 'node_modules', 'create-exporter', 'bin', 'create-exporter.js'),
  );
  return () => rm(directory, { recursive: true, force: true });
}
