import path from 'node:path';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type Line, quotedPath } from './unit.ts';

/** Directories that hardening hides, by what it puts in their place. */
const HOMES = ['/home', '/root', '/run/user'];
const PRIVATE = ['/tmp', '/var/tmp'];

/** The directory of a log in which the unit would see nothing; not the file, as a rotation puts another one in its place. */
function hiddenDirectory({ log }: ExporterSpec): string | undefined {
  const directory = path.posix.dirname(path.posix.normalize(log?.file ?? ''));
  return isBelow(directory, [...HOMES, ...PRIVATE]) ? directory : undefined;
}

function isBelow(directory: string, parents: string[]): boolean {
  return parents.some((parent) => directory.startsWith(`${parent}/`));
}

/** What lets the service read its log: a group, and a sight of where it is. */
export function logAccess(spec: ExporterSpec): Line[] {
  if (!spec.collectors.includes('log')) return [];
  const directory = hiddenDirectory(spec);
  return [
    ['#', 'The group that may read the log.'],
    ['SupplementaryGroups', 'adm'],
    ...(directory === undefined
      ? []
      : ([
          ['#', 'The directory of the log, all that is seen of what is around it.'],
          ['BindReadOnlyPaths', quotedPath(`-${directory}`)],
        ] as Line[])),
  ];
}

/** How homes are hidden: a directory within can be shown only where they are empty, not where they are locked. */
export function homeProtection(spec: ExporterSpec): 'yes' | 'tmpfs' {
  return isBelow(hiddenDirectory(spec) ?? '', HOMES) ? 'tmpfs' : 'yes';
}
