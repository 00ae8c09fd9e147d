import type { Engine } from './engine.ts';
import type { View } from './view-types.ts';

/** A template as the build leaves it: literal text, or code that makes the text from a view. */
export type CompiledTemplate = string | ((view: View) => string);

/** Gives the templates of a layer: target path (with `__package__` still in it) → template. */
export type CompiledLayer = (engine: Engine) => Record<string, CompiledTemplate>;
