import { parseSpec } from './parse.ts';
import type { PresetName } from './preset-names.ts';
import type { SpecInput } from './schema.ts';

/** The exporter.yaml text of a preset, comments included. */
export async function presetText(name: PresetName): Promise<string> {
  const { default: presets } = await import('#generated/presets.js');
  return presets[name]!;
}

/** A preset's fields. */
export async function readPreset(name: PresetName): Promise<SpecInput> {
  return parseSpec(await presetText(name), `preset ${name}`).input;
}
