import { compareVersions } from '../project/version.ts';
import { migration as schemaLine } from './0001-schema-line.ts';

/** A change that projects of older versions need before they can be read by this one. */
export interface Migration {
  /** Ascending, in the order they are run; never used twice. */
  number: number;
  /** The first version of create-exporter that writes projects as they are after it. */
  version: string;
  /** What it does, as a sentence for the report. */
  title: string;
  /** Text of exporter.yaml → text of exporter.yaml; running it twice changes nothing the second time. */
  migrateSpec?: (text: string) => string;
  /** Files that are generated under another path since: [old, new]. What their owner changed goes with them. */
  moves?: readonly (readonly [from: string, to: string])[];
}

export const MIGRATIONS: readonly Migration[] = [schemaLine];

/**
 * Brings an exporter.yaml up to date.
 * @param from version of create-exporter that the project was last written by
 * @returns the text, and what was done about it
 */
export function migrate(
  text: string,
  from: string,
  migrations: readonly Migration[] = MIGRATIONS,
): { text: string; done: string[] } {
  let migrated = text;
  const done: string[] = [];
  for (const { title, migrateSpec } of dueSince(from, migrations)) {
    const before = migrated;
    migrated = migrateSpec?.(before) ?? before;
    if (migrated !== before) done.push(title);
  }
  return { text: migrated, done };
}

/** The path that each file which moved has now → the one it had when the project was last written. */
export function movesSince(
  from: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Map<string, string> {
  const moves = new Map<string, string>();
  for (const [before, after] of dueSince(from, migrations).flatMap((due) => due.moves ?? [])) {
    moves.set(after, moves.get(before) ?? before);
    moves.delete(before);
  }
  return moves;
}

function dueSince(from: string, migrations: readonly Migration[]): Migration[] {
  return migrations.filter(({ version }) => compareVersions(from, version) < 0);
}
