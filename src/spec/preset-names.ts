/** Presets that `--preset` takes; each is an exporter.yaml under `templates/presets/`. */
export const PRESETS = [
  'http-service',
  'business',
  'mongodb',
  'api-monitoring',
  'sql',
  'logs',
  'batch-job',
] as const;
export type PresetName = (typeof PRESETS)[number];
