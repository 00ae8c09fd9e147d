import type { LoadedProject } from './load.ts';

/** What reports for machines say about a project; `version` is that of create-exporter that wrote it last. */
export function projectJson({ spec, directory, manifest }: LoadedProject): object {
  return {
    name: spec.name,
    directory,
    runtime: spec.runtime,
    pattern: spec.pattern,
    targets: spec.targets,
    version: manifest.version,
  };
}
