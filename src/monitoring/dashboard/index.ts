import type { ExporterSpec } from '../../spec/spec.ts';

/** The Grafana dashboard of a project: its JSON model, with a uid that stays the same. */
export function dashboard(spec: ExporterSpec): object {
  return { uid: spec.name.slice(0, 40), title: spec.name, panels: [] };
}
