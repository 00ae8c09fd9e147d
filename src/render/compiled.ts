import type { Engine } from './engine.ts';
import type { View } from './view-types.ts';

/** A template as the build leaves it: literal text, or code that makes the text from a view. */
export type CompiledTemplate = string | ((engine: Engine, view: View) => string);

export interface CompiledLayer {
  /** Target path (with `__package__` still in it) → template. Not made by a function, which V8 would read once more. */
  templates: Record<string, CompiledTemplate>;
  /** Targets that parse whatever the spec says, as the build has seen. */
  settled: string[];
}
