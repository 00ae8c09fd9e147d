import { optionsOf } from '../render/program-options.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** Understood beside the settings that `--help` names with an option of their own. */
const MORE = ['HOST', 'PORT', 'PROMETHEUS_MULTIPROC_DIR'];

/**
 * The environment of what a verification starts. Settings of the program that the caller happens to have would change
 * what it says. What tests and programs leave in the directory for temporary files goes with the copy, also when they
 * are ended.
 */
export function cleanEnvironment(
  env: Record<string, string | undefined>,
  spec: ExporterSpec,
  scratch: string,
): Record<string, string | undefined> {
  const named = optionsOf(spec).flatMap(
    ({ environment }) => environment.match(/[A-Z][A-Z0-9_]+/g) ?? [],
  );
  const settings = new Set([...MORE, ...named, ...named.map((name) => `${name}_FILE`)]);
  const others = Object.entries(env).filter(([name]) => !settings.has(name));
  return { ...Object.fromEntries(others), TMPDIR: scratch, TEMP: scratch, TMP: scratch };
}
