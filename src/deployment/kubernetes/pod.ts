import { posix } from 'node:path';
import type { ExporterSpec } from '../../spec/spec.ts';
import { IMAGE_USER } from '../images.ts';
import { healthcheckCommand } from '../program.ts';
import { credentials, type ReadFile, readFiles } from '../upstream.ts';
import { labels } from './objects.ts';

/** Where the addresses with passwords are mounted. */
const SECRETS = '/etc/upstream';

/** Name of the Secret with the addresses of what the exporter reads. */
export function secretName({ name }: ExporterSpec): string {
  return `${name}-upstream`;
}

/** How long the program may take to end, which it does within ten seconds. */
export const GRACE_SECONDS = 15;

/** What Deployment and CronJob have in common: `program` is what is special about the container, `options` about the pod. */
export function podTemplate(spec: ExporterSpec, program: object, options: object): object {
  const secrets = credentials(spec);
  const files = filesInPod(spec);
  const mounts = [
    ...(secrets.length > 0 ? [{ name: 'upstream', mountPath: SECRETS, readOnly: true }] : []),
    ...files.map(({ volume, directory }) => ({
      name: volume,
      mountPath: directory,
      readOnly: true,
    })),
  ];
  const volumes = [
    ...(secrets.length > 0 ? [{ name: 'upstream', secret: { secretName: secretName(spec) } }] : []),
    ...files.map(({ volume }) => ({ name: volume, emptyDir: {} })),
  ];
  return {
    metadata: { labels: labels(spec) },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: podSecurity(spec),
      terminationGracePeriodSeconds: GRACE_SECONDS,
      ...options,
      containers: [
        {
          name: spec.pattern === 'batch' ? 'job' : 'exporter',
          image: spec.name,
          ...program,
          resources: {
            requests: { cpu: '50m', memory: '96Mi' },
            limits: { memory: '256Mi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          ...(mounts.length > 0 && { volumeMounts: mounts }),
        },
      ],
      ...(volumes.length > 0 && { volumes }),
    },
  };
}

/** What the program is told about the files that are mounted for it. */
export function mountedFiles(spec: ExporterSpec): { name: string; value: string }[] {
  return [
    ...credentials(spec).map(({ variable, file }) => ({
      name: variable,
      value: `${SECRETS}/${file}`,
    })),
    ...filesInPod(spec).map(({ variable, path }) => ({
      name: variable,
      value: environmentText(path),
    })),
  ];
}

/** A text as the value of a variable, where Kubernetes reads `$(NAME)` as another variable and `$$` as a dollar sign. */
function environmentText(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** A volume is put where the log of the spec is, if that leaves alone what the image has there. */
function filesInPod(spec: ExporterSpec): ReadFile[] {
  return readFiles(spec).map((read) => {
    if (read.volume !== 'log') return read;
    const { file } = spec.log!;
    const directory = posix.dirname(file);
    // Kubernetes takes no path with a colon for a mount.
    return /^\/(?:data|home|log|logs|mnt|srv|var)(?:\/[^:]*)?$/.test(directory) &&
      posix.normalize(file) === file
      ? { ...read, directory, path: file }
      : read;
  });
}

/** Number of the group adm on most distributions. */
const ADM = 4;

/** The restricted Pod Security Standard. */
function podSecurity({ pattern, port, collectors }: ExporterSpec): object {
  return {
    runAsNonRoot: true,
    runAsUser: IMAGE_USER,
    runAsGroup: IMAGE_USER,
    ...(collectors.includes('log') && { supplementalGroups: [ADM] }),
    seccompProfile: { type: 'RuntimeDefault' },
    ...(pattern !== 'batch' &&
      port < 1024 && {
        sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(port) }],
      }),
  };
}

/**
 * Asks the program itself, as its image does, never for a scrape. A request of the kubelet would know nothing of the
 * settings: not of TLS, nor of client certificates. A pod that ends gets no requests, whatever it would answer.
 */
export function probe(spec: ExporterSpec, timing: object): object {
  return { exec: { command: healthcheckCommand(spec) }, ...timing, timeoutSeconds: 5 };
}
