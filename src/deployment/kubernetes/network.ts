import type { ExporterSpec } from '../../spec/spec.ts';
import { type KubernetesObject, labels, PORT_NAME, podLabels, releaseLabels } from './objects.ts';

/** The Service; its name becomes the label `job`. */
export function service(spec: ExporterSpec): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: spec.name, labels: labels(spec) },
    spec: {
      selector: podLabels(spec),
      ports: [{ name: PORT_NAME, port: spec.port, targetPort: PORT_NAME }],
    },
  };
}

/** What makes the Prometheus of the operator scrape it. */
export function serviceMonitor(spec: ExporterSpec): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: spec.name, labels: releaseLabels(spec) },
    spec: {
      selector: { matchLabels: podLabels(spec) },
      endpoints: [{ port: PORT_NAME, path: '/metrics', interval: '15s', scrapeTimeout: '10s' }],
    },
  };
}

/** Who may connect: Prometheus to a sidecar, nobody to a job. What they connect to is theirs to know. */
export function networkPolicy(spec: ExporterSpec): KubernetesObject {
  const fromPrometheus = {
    from: [
      {
        namespaceSelector: {},
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
      },
    ],
    ports: [{ port: PORT_NAME }],
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: spec.name, labels: labels(spec) },
    spec: {
      podSelector: { matchLabels: podLabels(spec) },
      policyTypes: ['Ingress'],
      ingress: spec.pattern === 'batch' ? [] : [fromPrometheus],
    },
  };
}

/** Of the replicas of an application one may be gone while a node is emptied. */
export function podDisruptionBudget(spec: ExporterSpec): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: spec.name, labels: labels(spec) },
    spec: { maxUnavailable: 1, selector: { matchLabels: podLabels(spec) } },
  };
}
