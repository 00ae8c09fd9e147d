import type { Layout, Path } from './text.ts';

/** What a layout says of one place in the data, and what it says below. */
export interface Place {
  comment?: string;
  ending?: string;
  isSpaced?: boolean;
  below: Map<string | number, Place>;
}

/** All that a layout says, by place: most data has no layout, and nothing is looked up for it. */
export function placesOf({ comments = [], endings = [], spaced = [] }: Layout): Place {
  const top: Place = { below: new Map() };
  for (const [path, comment] of comments) say(top, path, { comment });
  for (const [path, ending] of endings) say(top, path, { ending });
  for (const path of spaced) placeAt(top, path).isSpaced = true;
  return top;
}

/** What is said of a place, once: what is never taken found no place in the data. */
export function taken<Said extends 'comment' | 'ending' | 'isSpaced'>(
  place: Place | undefined,
  said: Said,
): Place[Said] | undefined {
  const value = place?.[said];
  if (place) delete place[said];
  return value;
}

/** @throws Error if something was not taken: a mistake of whoever laid the data out */
export function refuseUntaken(place: Place, path: Path = []): void {
  if (Object.keys(place).length > 1) {
    throw new Error(`there is nothing at ${JSON.stringify(path)} to lay out`);
  }
  for (const [key, below] of place.below) refuseUntaken(below, [...path, key]);
}

/** @throws Error if it is said already: only one of two could stand there */
function say(top: Place, path: Path, said: { comment: string } | { ending: string }): void {
  const place = placeAt(top, path);
  if (Object.keys(said).some((key) => key in place)) {
    throw new Error(`there is more than one text at ${JSON.stringify(path)}`);
  }
  Object.assign(place, said);
}

function placeAt(top: Place, path: Path): Place {
  let place = top;
  for (const key of path) {
    const below: Place = place.below.get(key) ?? { below: new Map() };
    place.below.set(key, below);
    place = below;
  }
  return place;
}
