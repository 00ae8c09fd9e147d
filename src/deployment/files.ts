import { DASHBOARD_FILE } from '../monitoring/paths.ts';
import type { Target } from '../spec/schema.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { workflowFiles } from './workflows/index.ts';

type File = [path: string, content: string];

/** Loaded for the projects that have the target only. The files of `docker` are templates. */
const TARGET_FILES: Record<
  Target,
  (spec: ExporterSpec, monitoring: Map<string, string>) => Promise<File[]>
> = {
  docker: async () => [],
  compose: async (spec) => (await import('./compose/index.ts')).composeFiles(spec),
  kubernetes: async (spec, monitoring) =>
    (await import('./kubernetes/index.ts')).kubernetesFiles(spec, monitoring.get(DASHBOARD_FILE)!),
  systemd: async (spec) => (await import('./systemd/index.ts')).systemdFiles(spec),
};

/**
 * What runs a project: its workflows, and what its targets add to it, as far as it is data rather than text: path → content.
 * @param monitoring the files of monitoring, which Kubernetes is given copies of
 */
export async function deploymentFiles(spec: ExporterSpec, monitoring: File[]): Promise<File[]> {
  const texts = new Map(monitoring);
  const files = await Promise.all(spec.targets.map((target) => TARGET_FILES[target](spec, texts)));
  return [...workflowFiles(spec), ...files.flat()];
}
