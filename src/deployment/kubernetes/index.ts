import { DASHBOARD_FILE, RULES_FILE } from '../../monitoring/paths.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { yamlText } from '../../yaml/text.ts';
import { FIRST_VERSION } from '../images.ts';
import { credentials, readFiles } from '../upstream.ts';
import { dashboardConfigMap, prometheusRule } from './monitoring.ts';
import { networkPolicy, podDisruptionBudget, service, serviceMonitor } from './network.ts';
import type { KubernetesObject } from './objects.ts';
import { secretName } from './pod.ts';
import { cronJob, deployment } from './workload.ts';

type Comments = [path: (string | number)[], comment: string][];

interface Manifest {
  file: string;
  object: KubernetesObject;
  header?: string;
  comments?: Comments;
  endings?: Comments;
}

const DIRECTORY = 'deploy/kubernetes';

/**
 * The files of the target `kubernetes`: path → content.
 * @param dashboard the text of monitoring/dashboard.json
 */
export function kubernetesFiles(
  spec: ExporterSpec,
  dashboard: string,
): [path: string, content: string][] {
  const manifests = kubernetesManifests(spec, dashboard);
  return [
    ...manifests.map(({ file, object, ...layout }): [string, string] => [
      `${DIRECTORY}/${file}`,
      yamlText(object, layout),
    ]),
    ...(credentials(spec).length > 0
      ? [[`${DIRECTORY}/secret.example.yaml`, secretExample(spec)] as [string, string]]
      : []),
    [`${DIRECTORY}/kustomization.yaml`, kustomization(spec, manifests)],
  ];
}

/** The objects that kustomization.yaml lists. */
function kubernetesManifests(spec: ExporterSpec, dashboard: string): Manifest[] {
  const monitoring = [
    {
      file: 'prometheusrule.yaml',
      object: prometheusRule(spec),
      header: `The rules of ${RULES_FILE}.`,
    },
    {
      file: 'dashboard.yaml',
      object: dashboardConfigMap(spec, dashboard),
      header: `The dashboard of ${DASHBOARD_FILE}.`,
    },
  ];
  if (spec.pattern === 'batch') {
    return [
      { file: 'cronjob.yaml', object: cronJob(spec), comments: cronJobComments() },
      {
        file: 'networkpolicy.yaml',
        object: networkPolicy(spec),
        header: 'Nothing connects to the job.',
      },
      ...monitoring,
    ];
  }
  const isSidecar = spec.pattern === 'sidecar';
  return [
    { file: 'deployment.yaml', object: deployment(spec), comments: deploymentComments(spec) },
    {
      file: 'service.yaml',
      object: service(spec),
      header: 'Prometheus takes its name for the label job.',
    },
    {
      file: 'servicemonitor.yaml',
      object: serviceMonitor(spec),
      comments: [[['metadata', 'labels', 'release'], RELEASE]],
      endings: [[['spec', 'endpoints', 0], encryptedScrapes(spec)]],
    },
    isSidecar
      ? {
          file: 'networkpolicy.yaml',
          object: networkPolicy(spec),
          header: 'Only Prometheus connects to the exporter.',
        }
      : { file: 'poddisruptionbudget.yaml', object: podDisruptionBudget(spec) },
    ...monitoring,
  ];
}

const RELEASE = 'The operator looks for the name of its Helm release here.';

/** What the endpoint has to say where the program is given a file for TLS and passwords. */
function encryptedScrapes(spec: ExporterSpec): string {
  const { name } = spec;
  const secret = (key: string) => ({ name: `${name}-scrape`, key });
  const settings = {
    scheme: 'https',
    tlsConfig: { ca: { secret: secret('ca.crt') }, serverName: name },
    basicAuth: { username: secret('username'), password: secret('password') },
  };
  return `With a web configuration file, see README.md:\n${yamlText(settings).trimEnd()}`;
}

function deploymentComments(spec: ExporterSpec): Comments {
  const container = ['spec', 'template', 'spec', 'containers', 0];
  const comments: Comments = [
    [
      ['spec', 'replicas'],
      spec.pattern === 'sidecar'
        ? 'A second one would read and show everything twice.'
        : 'Each replica counts its own requests; queries add them up.',
    ],
    [[...container, 'image'], 'Registry and version are in kustomization.yaml.'],
    [
      [...container, 'livenessProbe'],
      spec.pattern === 'sidecar'
        ? 'Looks at the program alone: what it reads may be down without a restart.'
        : 'Looks at the program alone.',
    ],
    [
      [...container, 'resources', 'limits'],
      'None for the processor: throttling makes scrapes late.',
    ],
  ];
  if (spec.collectors.includes('log')) {
    comments.push([
      ['spec', 'template', 'spec', 'securityContext', 'supplementalGroups'],
      'The group adm, which may read the logs of most distributions.',
    ]);
  }
  if (spec.pattern === 'application') {
    comments.push(
      [
        ['spec', 'template', 'spec', 'topologySpreadConstraints'],
        'On different nodes where there are several, so that one node does not take all replicas with it.',
      ],
      [
        [...container, 'lifecycle'],
        'Goes on answering until no node sends requests here any more.',
      ],
    );
  }
  const files = readFiles(spec);
  for (const index of files.keys()) {
    const volume = credentials(spec).length > 0 ? index + 1 : index;
    comments.push([
      ['spec', 'template', 'spec', 'volumes', volume, 'emptyDir'],
      'To be replaced by the volume that has the file.',
    ]);
  }
  return comments;
}

function cronJobComments(): Comments {
  const job = ['spec', 'jobTemplate', 'spec'];
  const container = [...job, 'template', 'spec', 'containers', 0];
  return [
    [[...job, 'backoffLimit'], 'Only the job can know whether it may run again after it failed.'],
    [[...container, 'image'], 'Registry and version are in kustomization.yaml.'],
    [
      [...container, 'env'],
      'The Pushgateway is one of the cluster; its ServiceMonitor has to say honorLabels: true.',
    ],
    [[...container, 'resources', 'limits'], 'None for the processor: it may use what is free.'],
  ];
}

function secretExample(spec: ExporterSpec): string {
  const addresses = credentials(spec).map(({ file, server, address }) => [
    file,
    address('PASSWORD', server),
  ]);
  return yamlText(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretName(spec) },
      stringData: Object.fromEntries(addresses),
    },
    {
      header:
        'Shows what the Secret has to hold. It is not among the resources, so that nobody writes a password into the repository:\nsee README.md for a command that makes it.',
    },
  );
}

function kustomization(spec: ExporterSpec, manifests: Manifest[]): string {
  return yamlText(
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: spec.kubernetes!.namespace,
      resources: manifests.map(({ file }) => file),
      images: [{ name: spec.name, newName: spec.name, newTag: FIRST_VERSION }],
    },
    {
      header: 'kubectl apply --server-side --kustomize deploy/kubernetes',
      comments: [
        [['images', 0, 'newName'], 'With the registry that the cluster pulls from: ghcr.io/…'],
      ],
    },
  );
}
