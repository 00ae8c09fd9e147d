import type { PlannedUpdate } from '../../project/update-plan.ts';
import { broughtList } from '../../spec/collector-families.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { LoadedProject } from '../project/load.ts';

/** Where rules and dashboards stand, those that their owner added to a generated file among them. */
const ASKS = /^(?:monitoring|deploy)\/.*\.(?:json|ya?ml)$/;

/**
 * Metrics that are gone and that a rule or panel still asks for: what its owner changed stays, though nothing would
 * answer it any more, and neither Grafana nor Prometheus calls that an error.
 */
export function deadQueries(
  { spec, former = spec }: LoadedProject,
  files: readonly PlannedUpdate[],
): string[] {
  const present = new Set(familyNames(spec));
  const gone = familyNames(former).filter((name) => !present.has(name));
  return files
    .filter(({ path, action }) => ASKS.test(path) && action !== 'delete')
    .flatMap(({ path, content, existing = '' }) => {
      const text = content ?? existing;
      return gone
        .filter((name) => new RegExp(`\\b${name}(?:_bucket|_count|_sum)?\\b`).test(text))
        .map((name) => `${path}: it still asks for ${name}, which is gone`);
    });
}

function familyNames(spec: ExporterSpec): string[] {
  const families = [...spec.metrics, ...Object.values(ownFamilies(spec)), ...broughtList(spec)];
  return families.map(({ name }) => name);
}
