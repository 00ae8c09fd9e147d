import path from 'node:path';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type Line, quotedPath } from './unit.ts';

/** Directories that hardening hides, by what it puts in their place. */
const HOMES = ['/home', '/root', '/run/user'];
const PRIVATE = ['/tmp', '/var/tmp'];

/** The directory of a log in a place that hardening hides; not the file, as a rotation puts another one in its place. */
interface LogPlace {
  /** One that the unit shows to the service. */
  shown?: string;
  /** One that it does not, as it holds everything that is to be hidden. */
  unseen?: string;
}

/** Where a log is of which the service would see nothing; empty for every other one. */
export function logPlace({ log }: ExporterSpec): LogPlace {
  const directory = path.posix.dirname(path.posix.normalize(log?.file ?? ''));
  const hiding = [...HOMES, ...PRIVATE];
  if (hiding.includes(directory)) return { unseen: directory };
  return isBelow(directory, hiding) ? { shown: directory } : {};
}

function isBelow(directory: string, parents: string[]): boolean {
  return parents.some((parent) => directory.startsWith(`${parent}/`));
}

/** What lets the service read its log: a group, and a sight of where it is. */
export function logAccess(spec: ExporterSpec): Line[] {
  if (!spec.collectors.includes('log')) return [];
  const { shown } = logPlace(spec);
  return [
    ['#', 'The group that may read the log.'],
    ['SupplementaryGroups', 'adm'],
    ...(shown === undefined
      ? []
      : ([
          ['#', 'The directory of the log, all that is seen of what is around it.'],
          ['BindReadOnlyPaths', quotedPath(`-${shown}`)],
        ] as Line[])),
  ];
}

/** How homes are hidden: a directory within can be shown only where they are empty, not where they are locked. */
export function homeProtection(spec: ExporterSpec): 'yes' | 'tmpfs' {
  return isBelow(logPlace(spec).shown ?? '', HOMES) ? 'tmpfs' : 'yes';
}
