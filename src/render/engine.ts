import { HELPERS } from './helpers.ts';

/** Where in a loop an element stands: `@index`, `@first`, `@last`. */
interface Position {
  index: number;
  first: boolean;
  last: boolean;
}

/** What the code of a template calls. A path that the view does not have is an error wherever it is named. */
export const engine = {
  helpers: HELPERS as Record<string, (...args: unknown[]) => string>,

  /** The text of a value. */
  text(value: unknown): string {
    return String(known(value));
  },

  /** Whether `#if` takes its branch: an empty list does not hold, as in Handlebars. */
  holds(value: unknown): boolean {
    return Array.isArray(value) ? value.length > 0 : Boolean(known(value));
  },

  /** The texts of all elements, one after the other. */
  each(list: readonly object[], text: (element: object, at: Position) => string): string {
    const last = list.length - 1;
    return list
      .map((element, index) => text(element, { index, first: index === 0, last: index === last }))
      .join('');
  },
};

export type Engine = typeof engine;

function known(value: unknown): unknown {
  if (value === undefined || value === null)
    throw new Error('it names what the view does not have');
  return value;
}
