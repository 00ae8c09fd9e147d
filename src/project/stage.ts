import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';

/** What files are staged in, beside or inside a project; see `apply`. */
export const STAGE = /^\.create-exporter-[0-9a-f]{12}$/;

/** A name for a new one. */
export function stageName(): string {
  return `.create-exporter-${randomBytes(6).toString('hex')}`;
}

/** What to say of one that stands there although nothing is being written. */
export const LEFT_OVER =
  'left of a run that was ended before it could clean up; what it replaced is in its folder old; remove it';

/** The stages in a project: its files are whole without them. */
export function leftovers(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && STAGE.test(entry.name))
    .map(({ name }) => `${name}/`);
}
