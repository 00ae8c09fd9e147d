import type { ExporterSpec } from '../../spec/spec.ts';

/** An object of Kubernetes, or of an operator, as its API has it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** The label that pods are found by. */
export function podLabels({ name }: ExporterSpec): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** What every object of the project is marked with. */
export function labels(spec: ExporterSpec): Record<string, string> {
  const component = spec.pattern === 'application' ? 'application' : 'exporter';
  return {
    ...podLabels(spec),
    'app.kubernetes.io/component': spec.pattern === 'batch' ? 'job' : component,
  };
}

/** The labels of what the Prometheus operator looks for. */
export function releaseLabels(spec: ExporterSpec): Record<string, string> {
  return { ...labels(spec), release: spec.kubernetes!.release };
}

/** Name of the port that the program listens on. */
export const PORT_NAME = 'http';
