import layers from '#generated/layers.js';
import type { ExporterSpec } from '../spec/spec.ts';
import type { CompiledTemplate } from './compiled.ts';
import { computedFiles } from './computed.ts';
import { Handlebars } from './handlebars-runtime.ts';
import { HELPERS } from './helpers.ts';
import { languageOf } from './languages.ts';
import { LAYERS } from './layers.ts';
import { wrapPythonImports } from './layout.ts';
import { buildView } from './view.ts';
import type { View } from './view-types.ts';

/** Path (forward slashes, relative to the project) → content. */
export type FileTree = Map<string, string>;

const engine = Handlebars.create();
engine.registerHelper(HELPERS);

/**
 * The files of a project. Pure: no clock, environment, disk or network (but for loading the package's own templates);
 * the same spec gives the same bytes everywhere.
 */
export async function render(spec: ExporterSpec): Promise<FileTree> {
  const view = buildView(spec);
  const names = LAYERS.filter((layer) => layer.appliesTo(spec)).map((layer) => layer.name);
  const modules = await Promise.all(names.map((name) => layers[name]!()));
  const files = new Map<string, string>();
  for (const { default: layer } of modules) {
    for (const [target, template] of Object.entries(layer)) {
      files.set(target.replaceAll('__package__', view.package), fill(template, view, target));
    }
  }
  for (const [target, content] of await computedFiles(spec, view)) files.set(target, content);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fill(template: CompiledTemplate, view: View, target: string): string {
  const text = typeof template === 'string' ? template : engine.template(template)(view);
  return languageOf(target) === 'python' ? wrapPythonImports(text) : text;
}
