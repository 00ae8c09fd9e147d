import runtime from 'handlebars/runtime.js';

/** What we use of the runtime; its published types describe the compiler's half of the API. */
interface Runtime {
  create(): Runtime;
  registerHelper(helpers: Record<string, (...args: never[]) => string>): void;
  template(specification: object): (view: object) => string;
}

export const Handlebars = runtime as unknown as Runtime;
