import path from 'node:path';
import { statsOf } from './safe-path.ts';

/** Whether a directory has a repository of its own, be it one that git can use or not. */
export function hasGit(directory: string): boolean {
  return statsOf(path.join(directory, '.git')) !== undefined;
}

/** The top of the repository that a directory lies in; undefined if it is in none, or at the top itself. */
export function repositoryAround(directory: string): string | undefined {
  if (hasGit(directory)) return undefined;
  for (let at = directory; path.dirname(at) !== at; ) {
    at = path.dirname(at);
    if (hasGit(at)) return at;
  }
  return undefined;
}
