import { maskAddress } from '../mask.ts';
import { WINDOWS_RESERVED } from '../windows-names.ts';
import { PYTHON_MODULES } from './python-modules.ts';
import { NAME_PATTERN } from './schema.ts';
import { withoutMarks } from './without-marks.ts';

/** A project of one of these names could not be installed or would shadow what it imports. */
const TAKEN = new Set([
  'node-modules',
  'build',
  'dist',
  'database',
  'test',
  'tests',
  'express',
  'bcryptjs',
  'yaml',
  'prom-client',
  'flask',
  'werkzeug',
  'gunicorn',
  'bcrypt',
  'pytest',
  'ruff',
  'prometheus-client',
  'prometheus-summary',
]);

/** Why a project name cannot be used, as a sentence, or undefined if it can. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'The name is empty.';
  if (name.length > 63) {
    return `The name has ${name.length} characters; Kubernetes objects and images allow 63.`;
  }
  if (!new RegExp(NAME_PATTERN).test(name)) {
    return `The name ${JSON.stringify(maskAddress(name))} may have only lower-case letters, digits and hyphens, must start with a letter and must not end with a hyphen.`;
  }
  if (WINDOWS_RESERVED.test(name)) return `The name "${name}" is reserved by Windows.`;
  if (TAKEN.has(name))
    return `The name "${name}" would clash with a dependency or folder of the project.`;
  return undefined;
}

/** A usable name near to the one given; never empty, and free of problems itself. */
export function correctProjectName(name: string): string {
  const ascii = withoutMarks(maskAddress(name))
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 54)
    .replace(/-+$/, '');
  if (ascii === '') return 'my-exporter';
  return nameProblem(ascii) === undefined ? ascii : `${ascii}-exporter`;
}

/** The Python package of a project: underscores, and never the name of a module it has to import. */
export function pythonPackage(name: string): string {
  const identifier = name.replaceAll('-', '_');
  return PYTHON_MODULES.has(identifier) ? `${identifier}_exporter` : identifier;
}

/** A text made into letters, digits and underscores, no digit first; empty where nothing of it can be kept. */
export function correctIdentifier(text: string): string {
  const words = withoutMarks(maskAddress(text)).replace(/[^a-zA-Z0-9_]+/g, '_');
  const bare = words.replace(/^_+|_+$/g, '');
  return /^[0-9]/.test(bare) ? `_${bare}` : bare;
}

/** A usable namespace near to the one given. */
export function correctNamespace(text: string): string {
  return (
    correctIdentifier(text)
      .toLowerCase()
      .replace(/^[^a-z]+/, '')
      .slice(0, 40) || 'app'
  );
}

/** The default namespace: the name without `-exporter`, in snake_case, at most 40 characters. */
export function defaultNamespace(name: string): string {
  const base = name
    .replace(/-exporter$/, '')
    .replaceAll('-', '_')
    // As a word of its own promtool takes each of these for a unit, in every metric under the namespace.
    .replace(/_(?=(?:s|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d)(?:_|$))/g, '');
  return base.slice(0, 40).replace(/_+$/, '');
}
