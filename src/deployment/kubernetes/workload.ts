import { parseCron } from '../../spec/cron-fields.ts';
import { jobTimeLimit } from '../../spec/job-limit.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type KubernetesObject, labels, PORT_NAME, podLabels } from './objects.ts';
import { GRACE_SECONDS, mountedFiles, podTemplate, probe } from './pod.ts';
import { kubernetesSchedule } from './schedule.ts';

/** The Deployment of a program that serves. */
export function deployment(spec: ExporterSpec): KubernetesObject {
  const isApplication = spec.pattern === 'application';
  const env = mountedFiles(spec);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: spec.name, labels: labels(spec) },
    spec: {
      replicas: isApplication ? 2 : 1,
      ...(!isApplication && { strategy: { type: 'Recreate' } }),
      selector: { matchLabels: podLabels(spec) },
      template: podTemplate(
        spec,
        {
          ports: [{ name: PORT_NAME, containerPort: spec.port }],
          ...(env.length > 0 && { env }),
          startupProbe: probe(spec, { periodSeconds: 2, failureThreshold: 30 }),
          // Each starts a program for a moment, so not more often than needed.
          livenessProbe: probe(spec, { periodSeconds: 30 }),
          readinessProbe: probe(spec, { periodSeconds: 15 }),
          ...(isApplication && { lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } } }),
        },
        isApplication ? replicaOptions(spec) : {},
      ),
    },
  };
}

/** How long a pod that ends goes on listening: a Service sends requests to it until every node knows that it ends. */
const DRAIN_SECONDS = 5;

/** What replicas have that answer users. */
function replicaOptions(spec: ExporterSpec): object {
  return {
    // It counts from before the hook.
    terminationGracePeriodSeconds: DRAIN_SECONDS + GRACE_SECONDS,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: podLabels(spec) },
        // The replicas that an update replaces do not count, or the new ones could end up on one node.
        matchLabelKeys: ['pod-template-hash'],
      },
    ],
  };
}

/** Names of jobs are those of their CronJob with eleven characters more. */
const LONGEST_CRON_JOB = 52;

export function cronJobName({ name }: ExporterSpec): string {
  return name.slice(0, LONGEST_CRON_JOB).replace(/-+$/, '');
}

/** The CronJob of a program that runs once. */
export function cronJob(spec: ExporterSpec): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name: cronJobName(spec),
      labels: labels(spec),
    },
    spec: {
      schedule: kubernetesSchedule(parseCron(spec.batch!.schedule)),
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels: labels(spec) },
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: jobTimeLimit(spec),
          template: podTemplate(
            spec,
            {
              env: [{ name: 'PUSHGATEWAY_URL', value: 'http://prometheus-pushgateway:9091' }],
            },
            { restartPolicy: 'Never' },
          ),
        },
      },
    },
  };
}
