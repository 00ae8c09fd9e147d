/** Presets that `--preset` takes; each is an exporter.yaml under `templates/presets/`. */
export const PRESETS = ['http-service', 'business'] as const;
export type PresetName = (typeof PRESETS)[number];
