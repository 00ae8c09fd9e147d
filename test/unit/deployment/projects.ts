import { parse } from 'yaml';
import { type FileTree, render } from '../../../src/render/render.ts';
import { KUBERNETES } from '../../../src/spec/resolve.ts';
import { TARGETS } from '../../../src/spec/schema.ts';
import type { ExporterSpec } from '../../../src/spec/spec.ts';
import { everySpec } from '../render/specs.ts';

/** A spec of the tests with every target, and what is rendered for it. */
export interface Project {
  spec: ExporterSpec;
  files: FileTree;
}

/** `name (runtime, pattern)` and the spec, for `describe.each`: every spec of the tests, with every target. */
export function deployedSpecs(): [title: string, spec: ExporterSpec][] {
  return everySpec().map((spec) => [
    `${spec.name} (${spec.runtime}, ${spec.pattern})`,
    { ...spec, targets: [...TARGETS], kubernetes: spec.kubernetes ?? KUBERNETES },
  ]);
}

export async function project(spec: ExporterSpec): Promise<Project> {
  return { spec, files: await render(spec) };
}

/** What a YAML file of a project says, as readers of YAML 1.1 take it: those of Go are. */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it
export function yamlOf({ files }: Project, file: string): any {
  const text = files.get(file);
  if (text === undefined) throw new Error(`there is no ${file}`);
  return parse(text, { version: '1.1' });
}
