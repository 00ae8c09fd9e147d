import type { PresetName } from './preset-names.ts';
import type { SpecInput } from './schema.ts';

/** A preset's fields. */
export async function readPreset(name: PresetName): Promise<SpecInput> {
  const { default: presets } = await import('#generated/presets.js');
  return presets[name]!;
}

/**
 * A preset under another namespace: the metrics that begin with that of the preset begin with the new one instead, and
 * all others get it in front. Those of HTTP keep their word for it.
 */
export function inNamespace(preset: SpecInput, namespace: string): SpecInput {
  const { namespace: former, http, metrics = [], allow = {} } = preset;
  if (namespace === former) return preset;
  const start = `${former}_`;
  const renamed = (name: string) =>
    `${namespace}_${name.startsWith(start) ? name.slice(start.length) : name}`;
  // What it allows is a metric without the namespace, and there is none any more.
  const { 'prefix-missing': _, ...others } = allow;
  return {
    ...preset,
    namespace,
    ...(http && { http: httpIn(http, namespace) }),
    ...(metrics.length > 0 && {
      metrics: metrics.map((metric) => ({ ...metric, name: renamed(metric.name) })),
    }),
    allow: others,
  };
}

function httpIn(http: NonNullable<SpecInput['http']>, namespace: string): typeof http {
  const fields = Object.entries(http).map(([field, value]) => [
    field,
    typeof value === 'string' ? `${namespace}_${value}` : value,
  ]);
  return Object.fromEntries(fields);
}
