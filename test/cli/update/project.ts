import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { update } from '../../../src/commands/update/update.ts';
import { blobId, MANIFEST_FILE, manifestText } from '../../../src/project/manifest.ts';
import { render } from '../../../src/render/render.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { specText } from '../../../src/spec/spec-text.ts';
import type { Io } from '../../../src/ui/io.ts';
import { createStyle } from '../../../src/ui/style.ts';

export const VERSION = '0.1.0';

/** Every file of a newly generated project, the manifest too. */
export async function generated(input: SpecInput): Promise<Map<string, string>> {
  const spec = resolveSpec(input);
  const tree = await render(spec);
  tree.set('exporter.yaml', specText(spec));
  const ids = [...tree].map(([file, text]): [string, string] => [file, blobId(text)]);
  return new Map([...tree, [MANIFEST_FILE, manifestText(VERSION, spec, ids)]]);
}

/** Writes files below a directory. */
export async function write(directory: string, files: Iterable<[string, string]>): Promise<void> {
  for (const [file, content] of files) {
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
    await writeFile(path.join(directory, file), content);
  }
}

export interface UpdateRun {
  code: number;
  files: { path: string; state: string; action: string; reason?: string; beside?: string }[];
}

/** The edges of a program that nobody watches. */
export function ioOf(cwd: string, out: Io['out'] = () => {}): Io {
  const plain = createStyle(false);
  return {
    cwd,
    env: {},
    interactive: false,
    style: plain,
    errStyle: plain,
    nodeVersion: process.version,
    platform: 'linux',
    signal: new AbortController().signal,
    hasToUndo: false,
    wrote: false,
    out,
    err: () => {},
    stdin: () => Readable.from([]),
  };
}

/** Updates a project to a spec, or to the exporter.yaml it has. */
export async function runUpdate(directory: string, input?: SpecInput): Promise<UpdateRun> {
  if (input) {
    await writeFile(path.join(directory, 'exporter.yaml'), specText(resolveSpec(input)));
  }
  let out = '';
  const io = ioOf(directory, (text) => {
    out += text;
  });
  const code = await update('update', { allowDirty: true, json: true }, io, VERSION);
  return { code, files: JSON.parse(out).files };
}

export const contentOf = (directory: string, file: string) =>
  readFile(path.join(directory, file), 'utf8');
