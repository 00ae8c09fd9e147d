import layers from '#generated/layers.js';
import type { ExporterSpec } from '../spec/spec.ts';
import type { CompiledLayer, CompiledTemplate } from './compiled.ts';
import { computedFiles } from './computed.ts';
import { engine } from './engine.ts';
import { type Language, languageOf } from './languages.ts';
import { LAYERS } from './layers.ts';
import { wrapPythonImports } from './layout.ts';
import { wrapMarkdown } from './markdown.ts';
import { buildView } from './view.ts';
import type { View } from './view-types.ts';

/** Path (forward slashes, relative to the project) → content. */
export type FileTree = Map<string, string>;

/** Stands in the path of a template where the name of the Python package belongs. */
const PACKAGE = '__package__';

export interface Rendered {
  files: FileTree;
  /** Those that parse whatever the spec says: the build has seen to it, or they are data that was serialised. */
  settled: Set<string>;
}

/** The files of a project; see `renderWhole`. */
export async function render(spec: ExporterSpec): Promise<FileTree> {
  return (await renderWhole(spec)).files;
}

/**
 * The files of a project, and which of them need no check. Pure: no clock, environment, disk or network (but for loading
 * the package's own templates); the same spec gives the same bytes everywhere.
 */
export async function renderWhole(spec: ExporterSpec): Promise<Rendered> {
  const view = buildView(spec);
  const files = new Map<string, string>();
  const settled = new Set<string>();
  const place = (target: string) => target.replaceAll(PACKAGE, view.package);
  for (const layer of await layersOf(spec)) {
    for (const [target, template] of Object.entries(layer.templates)) {
      files.set(place(target), fill(template, view, target));
      // A later layer may bring another file of this name.
      settled.delete(place(target));
    }
    for (const target of layer.settled) settled.add(place(target));
  }
  for (const [target, content] of await computedFiles(spec, view)) {
    files.set(target, content);
    settled.add(target);
  }
  const targets = [...files.keys()].sort();
  return { files: new Map(targets.map((target) => [target, files.get(target)!])), settled };
}

async function layersOf(spec: ExporterSpec): Promise<CompiledLayer[]> {
  const names = LAYERS.filter((layer) => layer.appliesTo(spec)).map((layer) => layer.name);
  return Promise.all(names.map((name) => layers[name]!()));
}

/** What brings lines into shape whose length depends on the spec. */
const WRAPPERS: Partial<Record<Language, (text: string) => string>> = {
  python: wrapPythonImports,
  markdown: wrapMarkdown,
};

function fill(template: CompiledTemplate, view: View, target: string): string {
  if (typeof template === 'string') return template;
  let text: string;
  try {
    text = template(engine, view);
  } catch (error) {
    throw new Error(`the template of ${target}: ${(error as Error).message}`, { cause: error });
  }
  const wrap = WRAPPERS[languageOf(target)];
  return wrap ? wrap(text) : text;
}
