import type { PresetName } from './preset-names.ts';
import type { SpecInput } from './schema.ts';

/** A preset's fields. */
export async function readPreset(name: PresetName): Promise<SpecInput> {
  const { default: presets } = await import('#generated/presets.js');
  return presets[name]!;
}
