import { pythonPackage } from '../spec/name.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/**
 * What is called after the project and so moves with its name, path now → former path: the package of a Python project,
 * units and the like.
 */
export function movesByName(
  paths: Iterable<string>,
  former: ExporterSpec | undefined,
  { name }: ExporterSpec,
): Map<string, string> {
  const moves = new Map<string, string>();
  if (former === undefined || former.name === name) return moves;
  const formerPart = (part: string) => {
    if (part === pythonPackage(name)) return pythonPackage(former.name);
    return part.startsWith(`${name}.`) ? former.name + part.slice(name.length) : part;
  };
  for (const path of paths) {
    const from = path.split('/').map(formerPart).join('/');
    if (from !== path) moves.set(path, from);
  }
  return moves;
}
