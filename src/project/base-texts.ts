import { problemsOf } from '../spec/problems.ts';
import { resolveSpec } from '../spec/resolve.ts';
import type { SpecInput } from '../spec/schema.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { runGit } from './git.ts';
import { blobId } from './manifest.ts';
import type { FoundManifest } from './read-manifest.ts';

/** The spec of a manifest as it is resolved today; undefined if no spec of this version says such things. */
export function formerSpec({ spec }: FoundManifest): ExporterSpec | undefined {
  const input = inputOf(spec);
  return problemsOf(input).length === 0 ? resolveSpec(input as SpecInput) : undefined;
}

/**
 * Texts by their blob ids, so that nothing can be passed off as what was generated: from those at hand, such as the
 * manifest's spec rendered again, else from the git objects of the project.
 */
export async function baseTexts(
  ids: readonly string[],
  atHand: Iterable<string>,
  directory: string,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const known = new Map([...atHand].map((text) => [blobId(text), text]));
  for (const id of ids) {
    if (known.has(id)) continue;
    const text = await gitBlob(directory, id, signal);
    if (text !== undefined) known.set(id, text);
  }
  return known;
}

async function gitBlob(directory: string, id: string, signal: AbortSignal) {
  const text = await runGit(directory, ['cat-file', 'blob', id], signal).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
  return text !== undefined && blobId(text) === id ? text : undefined;
}

/** A resolved spec as exporter.yaml would have it: empty lists stand for what a type does not have, a port for none. */
function inputOf({ port, ...others }: Record<string, unknown>): unknown {
  const spec = others.pattern === 'batch' ? others : { ...others, port };
  if (!('metrics' in spec) || !Array.isArray(spec.metrics)) return spec;
  const metrics = spec.metrics.map((metric: unknown) => {
    if (typeof metric !== 'object' || metric === null) return metric;
    const isNone = ([key, value]: [string, unknown]) =>
      (key === 'buckets' || key === 'quantiles') && Array.isArray(value) && value.length === 0;
    return Object.fromEntries(Object.entries(metric).filter((entry) => !isNone(entry)));
  });
  return { ...spec, metrics };
}
