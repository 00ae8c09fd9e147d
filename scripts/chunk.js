import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files of this repository → the modules that they import, directly or not. */
const closures = new Map();

/**
 * One file of the bundle, for all modules that belong to it; the rest is split by where it is needed.
 * @param belongs decides about a module; it is given whether some files import it or are it, directly or not
 */
export function chunk(name, belongs) {
  return {
    debugName: name,
    name: (id, graph) => (belongs((sources) => closureOf(sources, graph).has(id)) ? name : null),
  };
}

function closureOf(sources, graph) {
  if (!closures.has(sources)) {
    const found = new Set(sources.map((source) => path.join(root, source)));
    for (const id of found) {
      for (const imported of importsOf(id, graph)) found.add(imported);
    }
    closures.set(sources, found);
  }
  return closures.get(sources);
}

/** @throws Error for a source that is no module: it was renamed, and its chunk would be empty */
function importsOf(id, graph) {
  const module = graph.getModuleInfo(id);
  if (!module && id.startsWith(root)) throw new Error(`${id} is no module of the bundle`);
  return module?.importedIds ?? [];
}
