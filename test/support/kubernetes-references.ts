import type { KubernetesObject } from './kubernetes.ts';

type Labels = Record<string, string>;

interface Selector {
  matchLabels?: Labels;
}

interface Probe {
  httpGet?: { path: string; port: string };
}

interface Container {
  ports?: { name: string }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}

interface PodTemplate {
  metadata: { labels: Labels };
  spec: { containers: Container[] };
}

interface ServiceSpec {
  selector: Labels;
  ports: { name: string; targetPort: string }[];
}

/**
 * What does not fit together in the objects of a project: selectors that select nothing, ports
 * that nobody has. Every object may be right by itself all the same. Also probes that scrape.
 */
export function referenceFaults(objects: KubernetesObject[]): string[] {
  const pods = objects.flatMap((object) => podTemplate(object) ?? []);
  const podLabels = pods.map(({ metadata }) => metadata.labels);
  const containers = pods.flatMap(({ spec }) => spec.containers);
  const portNames = containers.flatMap(({ ports = [] }) => ports.map(({ name }) => name));
  const services = objects.filter(({ kind }) => kind === 'Service');

  const faults = containers.flatMap((container) => probeFaults(container, portNames));
  for (const object of objects) {
    const { kind } = object;
    const selector = podSelector(object);
    if (selector && !podLabels.some((labels) => selects(selector, labels))) {
      faults.push(`${kind} selects no pod`);
    }
    if (kind === 'Service') {
      const { ports } = object.spec as ServiceSpec;
      const missing = ports.filter(({ targetPort }) => !portNames.includes(targetPort));
      faults.push(...missing.map(({ name }) => `port ${name} of the Service leads nowhere`));
    }
    if (kind === 'ServiceMonitor') faults.push(...monitorFaults(object, services));
  }
  return faults;
}

function probeFaults(container: Container, portNames: string[]): string[] {
  const { startupProbe, livenessProbe, readinessProbe } = container;
  return [startupProbe, livenessProbe, readinessProbe]
    .flatMap((probe) => probe?.httpGet ?? [])
    .flatMap(({ path, port }) => [
      ...(path.includes('metrics') ? [`a probe asks for ${path}`] : []),
      ...(portNames.includes(port) ? [] : [`a probe asks port ${port}`]),
    ]);
}

function monitorFaults({ spec }: KubernetesObject, services: KubernetesObject[]): string[] {
  const { selector, endpoints } = spec as { selector: Selector; endpoints: { port: string }[] };
  const labels = selector.matchLabels ?? {};
  const selected = services.filter(({ metadata }) => selects(labels, metadata.labels ?? {}));
  const ports = selected.flatMap((service) => (service.spec as ServiceSpec).ports);
  return [
    ...(selected.length === 1 ? [] : [`ServiceMonitor selects ${selected.length} Services`]),
    ...endpoints
      .filter(({ port }) => !ports.some(({ name }) => name === port))
      .map(({ port }) => `ServiceMonitor asks for port ${port}`),
  ];
}

/** The template of the pods that an object makes. */
function podTemplate({ kind, spec }: KubernetesObject): PodTemplate | undefined {
  if (kind === 'Deployment') return (spec as { template: PodTemplate }).template;
  if (kind !== 'CronJob') return undefined;
  return (spec as { jobTemplate: { spec: { template: PodTemplate } } }).jobTemplate.spec.template;
}

/** The labels of the pods that an object is about. */
function podSelector({ kind, spec }: KubernetesObject): Labels | undefined {
  const { selector, podSelector } = spec as { selector?: Selector; podSelector?: Selector };
  if (kind === 'Service') return (spec as ServiceSpec).selector;
  if (kind === 'Deployment' || kind === 'PodDisruptionBudget') return selector?.matchLabels ?? {};
  if (kind === 'NetworkPolicy') return podSelector?.matchLabels ?? {};
  return undefined;
}

function selects(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}
