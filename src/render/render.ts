import layers from '#generated/layers.js';
import { pythonPackage } from '../spec/name.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import type { CompiledLayer, CompiledTemplate } from './compiled.ts';
import { computedFiles } from './computed.ts';
import { engine } from './engine.ts';
import { languageOf } from './languages.ts';
import { LAYERS } from './layers.ts';
import { wrapPythonImports } from './layout.ts';
import { buildView } from './view.ts';
import type { View } from './view-types.ts';

/** Path (forward slashes, relative to the project) → content. */
export type FileTree = Map<string, string>;

/** Stands in the path of a template where the name of the Python package belongs. */
const PACKAGE = '__package__';

/**
 * The files of a project. Pure: no clock, environment, disk or network (but for loading the package's own templates);
 * the same spec gives the same bytes everywhere.
 */
export async function render(spec: ExporterSpec): Promise<FileTree> {
  const view = buildView(spec);
  const files = new Map<string, string>();
  for (const { templates } of await layersOf(spec)) {
    for (const [target, template] of Object.entries(templates(engine))) {
      files.set(target.replaceAll(PACKAGE, view.package), fill(template, view, target));
    }
  }
  for (const [target, content] of await computedFiles(spec, view)) files.set(target, content);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files of a project that parse whatever its spec says: the build has seen to it. */
export async function settledFiles(spec: ExporterSpec): Promise<Set<string>> {
  const layers = await layersOf(spec);
  const name = pythonPackage(spec.name);
  return new Set(
    layers.flatMap(({ settled }) => settled.map((file) => file.replaceAll(PACKAGE, name))),
  );
}

async function layersOf(spec: ExporterSpec): Promise<CompiledLayer[]> {
  const names = LAYERS.filter((layer) => layer.appliesTo(spec)).map((layer) => layer.name);
  return Promise.all(names.map((name) => layers[name]!()));
}

function fill(template: CompiledTemplate, view: View, target: string): string {
  if (typeof template === 'string') return template;
  let text: string;
  try {
    text = template(view);
  } catch (error) {
    throw new Error(`the template of ${target}: ${(error as Error).message}`, { cause: error });
  }
  return languageOf(target) === 'python' ? wrapPythonImports(text) : text;
}
