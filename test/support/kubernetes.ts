import path from 'node:path';
import { execa } from 'execa';
import { parseAllDocuments } from 'yaml';
import { requireTool } from './tools.ts';

/** A Kubernetes object, as far as every object is alike. */
export interface KubernetesObject {
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  data?: Record<string, string>;
  spec?: unknown;
}

/** The objects that `kubectl apply --kustomize` would apply; throws with what kustomize says. */
export async function kustomized(directory: string): Promise<KubernetesObject[]> {
  const { stdout } = await execa(requireTool('kustomize'), ['build', directory]);
  return parseAllDocuments(stdout).map((document) => document.toJS() as KubernetesObject);
}

/**
 * What kubeconform finds in objects or files, by the API of Kubernetes and of the Prometheus
 * operator: an unknown kind or field, a missing or wrong value.
 */
export async function kubernetesFaults(
  objects: { kind: string }[],
): Promise<{ summary: Record<string, number>; faults: string[] }> {
  const schemas = requireTool('kubernetes-schemas');
  const location = path.join(schemas, '{{.ResourceKind}}{{.KindSuffix}}.json');
  const { stdout } = await execa(
    requireTool('kubeconform'),
    ['-strict', '-summary', '-output=json', `-schema-location=${location}`],
    { input: objects.map((object) => JSON.stringify(object)).join('\n---\n'), reject: false },
  );
  const { summary, resources } = JSON.parse(stdout) as {
    summary: Record<string, number>;
    resources: { kind: string; msg: string }[];
  };
  return { summary, faults: resources.map(({ kind, msg }) => `${kind}: ${msg}`) };
}
