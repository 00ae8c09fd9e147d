/** A template as the build leaves it: literal text, or Handlebars' precompiled form. */
export type CompiledTemplate = string | object;

/** Target path (with `__package__` still in it) → template. */
export type CompiledLayer = Record<string, CompiledTemplate>;
