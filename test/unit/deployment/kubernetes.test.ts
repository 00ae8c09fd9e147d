import { describe, expect, it } from 'vitest';
import { kubernetesSchedule } from '../../../src/deployment/kubernetes/schedule.ts';
import { cronJobName, deployment } from '../../../src/deployment/kubernetes/workload.ts';
import { parseCron } from '../../../src/spec/cron-fields.ts';
import { jobTimeLimit } from '../../../src/spec/job-limit.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import { deployedSpecs, project, yamlOf } from './projects.ts';

const DIRECTORY = 'deploy/kubernetes';

describe.each(deployedSpecs())('the objects of %s', (_, spec) => {
  const isBatch = spec.pattern === 'batch';
  const read = async (file: string) => yamlOf(await project(spec), `${DIRECTORY}/${file}`);
  const pod = async () => {
    const object = await read(isBatch ? 'cronjob.yaml' : 'deployment.yaml');
    return (isBatch ? object.spec.jobTemplate : object).spec.template;
  };

  it('are all listed, in the namespace', async () => {
    const { files } = await project(spec);
    const { resources, namespace, images } = await read('kustomization.yaml');
    const manifests = [...files.keys()]
      .filter((file) => file.startsWith(`${DIRECTORY}/`) && file.endsWith('.yaml'))
      .map((file) => file.slice(DIRECTORY.length + 1))
      .filter((file) => !['kustomization.yaml', 'secret.example.yaml'].includes(file));
    expect([...resources].sort()).toEqual(manifests.sort());
    expect(namespace).toBe(spec.kubernetes!.namespace);
    expect((await pod()).spec.containers[0].image).toBe(images[0].name);
  });

  it('run under the restricted security standard, with a numeric user', async () => {
    const { spec: inPod } = await pod();
    expect(inPod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(inPod.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(inPod.containers[0].resources.requests).toHaveProperty('memory');
  });

  it('are created by a command whose flag the README explains', async () => {
    const readme = (await project(spec)).files.get(`${DIRECTORY}/README.md`)!;
    expect(readme).toContain('kubectl apply --server-side --kustomize deploy/kubernetes\n');
    expect(readme.replace(/\s+/g, ' ')).toContain(
      '`--server-side` is needed: without it kubectl keeps a copy of each object in an annotation, ' +
        'which holds 256 KiB at most, and the dashboard may be longer:',
    );
  });

  it('have the rules and the dashboard of monitoring/', async () => {
    const made = await project(spec);
    const rule = await read('prometheusrule.yaml');
    expect(rule.spec).toEqual(yamlOf(made, 'monitoring/rules.yml'));
    expect(rule.metadata.labels.release).toBe(spec.kubernetes!.release);
    const config = await read('dashboard.yaml');
    expect(config.metadata.labels.grafana_dashboard).toBe('1');
    expect(config.data).toEqual({
      [`${spec.name}.json`]: made.files.get('monitoring/dashboard.json'),
    });
  });

  it('mount every volume there is, and name every mounted file', async () => {
    const { containers, volumes = [] } = (await pod()).spec;
    const { volumeMounts = [], env = [] } = containers[0];
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect(names(volumeMounts)).toEqual(names(volumes));
    for (const { mountPath } of volumeMounts) {
      const named = env.some(({ value }: { value: string }) => value.startsWith(`${mountPath}/`));
      expect(named, mountPath).toBe(true);
    }
    const secret = volumes.find((volume: { secret?: object }) => volume.secret)?.secret;
    if (secret === undefined) return;
    const example = await read('secret.example.yaml');
    expect(example.metadata.name).toBe(secret.secretName);
    const asked = env.map(({ value }: { value: string }) => value.split('/').at(-1));
    expect(asked).toEqual(expect.arrayContaining(Object.keys(example.stringData)));
  });

  if (!isBatch)
    it('are reached and scraped by the name of one port', async () => {
      const { spec: inPod, metadata } = await pod();
      const [port] = inPod.containers[0].ports;
      const service = await read('service.yaml');
      expect(port.containerPort).toBe(spec.port);
      expect(service.metadata.name).toBe(spec.name);
      expect(service.spec.ports).toEqual([
        { name: port.name, port: spec.port, targetPort: port.name },
      ]);
      expect(metadata.labels).toMatchObject(service.spec.selector);
      const monitor = await read('servicemonitor.yaml');
      expect(monitor.spec.endpoints[0]).toMatchObject({ port: port.name, path: '/metrics' });
      expect(service.metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
      expect(monitor.metadata.labels.release).toBe(spec.kubernetes!.release);
    });

  if (!isBatch)
    it('are probed as the image checks itself, which follows TLS and passwords', async () => {
      const { files } = await project(spec);
      const [container] = (await pod()).spec.containers;
      for (const probe of ['livenessProbe', 'startupProbe', 'readinessProbe']) {
        const words: string[] = container[probe].exec.command;
        const command = words.map((word) => JSON.stringify(word)).join(', ');
        expect(files.get('Dockerfile')).toContain(` CMD [${command}]\n`);
      }
    });

  if (spec.pattern === 'sidecar')
    it('are one at a time, and reached by Prometheus', async () => {
      const { files } = await project(spec);
      const { spec: fields } = await read('deployment.yaml');
      expect(fields).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
      expect([...files.keys()]).not.toContain(`${DIRECTORY}/poddisruptionbudget.yaml`);
      const { spec: policy } = await read('networkpolicy.yaml');
      expect(policy.policyTypes).toEqual(['Ingress']);
      expect(policy.ingress).toHaveLength(1);
    });

  if (spec.pattern === 'application')
    it('are several, with a budget', async () => {
      const { files } = await project(spec);
      const { spec: fields } = await read('deployment.yaml');
      expect(fields.replicas).toBeGreaterThan(1);
      const { spec: budget } = await read('poddisruptionbudget.yaml');
      expect(budget.selector).toEqual(fields.selector);
      // Its users are not known.
      expect([...files.keys()]).not.toContain(`${DIRECTORY}/networkpolicy.yaml`);
    });

  if (spec.pattern === 'application')
    it('go on answering while they are taken out of the Service, and are spread over nodes', async () => {
      const { spec: fields } = await read('deployment.yaml');
      const { spec: inPod, metadata } = await pod();
      const { seconds } = inPod.containers[0].lifecycle.preStop.sleep;
      // The hook is within the time that a pod is given; the program takes ten seconds at most.
      expect(inPod.terminationGracePeriodSeconds).toBeGreaterThan(seconds + 10);
      expect(inPod.topologySpreadConstraints).toEqual([
        expect.objectContaining({
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: fields.selector,
        }),
      ]);
      expect(metadata.labels).toMatchObject(fields.selector.matchLabels);
    });
  else
    it('end at once: nobody waits for an answer but Prometheus, which asks again', async () => {
      const { spec: inPod } = await pod();
      expect(inPod.containers[0]).not.toHaveProperty('lifecycle');
      expect(inPod).not.toHaveProperty('topologySpreadConstraints');
      expect(inPod.terminationGracePeriodSeconds).toBe(15);
    });

  if (isBatch)
    it('are a job that runs once at a time and nobody reaches', async () => {
      const { spec: fields } = await read('cronjob.yaml');
      expect(fields).toMatchObject({ concurrencyPolicy: 'Forbid', timeZone: 'Etc/UTC' });
      expect(fields.jobTemplate.spec).toMatchObject({ backoffLimit: 0 });
      expect(fields.jobTemplate.spec.activeDeadlineSeconds).toBe(jobTimeLimit(spec));
      const { files } = await project(spec);
      expect(files.get(`${DIRECTORY}/networkpolicy.yaml`)).toContain('\n  ingress: []\n');
    });
});

describe('a schedule', () => {
  it.each([
    ['30 2 * * 1-5', '30 2 * * 1-5'],
    ['*/5 * * * *', '*/5 * * * *'],
    ['0 0 * jan,mar sun', '0 0 * 1,3 0'],
    ['0 0 * * 5-7', '0 0 * * 0,5,6'],
    ['0 9-17/2 1,15 * *', '0 9-17/2 1,15 * *'],
    ['* * */2 * *', '* * */2 * *'],
    ['0 3 1-31 * 1', '0 3 1-31 * 1'],
    ['0 3 1 * 0-6', '0 3 1 * 0-6'],
  ])('%s is %s', (schedule, expected) => {
    expect(kubernetesSchedule(parseCron(schedule))).toBe(expected);
    expect(parseCron(expected)).toEqual(parseCron(schedule));
  });
});

it('leaves room for the names of jobs', () => {
  const name = cronJobName(
    resolveSpec({ version: 1, name: `${'a'.repeat(51)}-job`, pattern: 'batch' }),
  );
  expect(name).toBe('a'.repeat(51));
});

it.each([
  ['/var/log/nginx/access.log', '/var/log/nginx', '/var/log/nginx/access.log'],
  ['/app/app.log', '/log', '/log/lines.txt'],
  ['lines.log', '/log', '/log/lines.txt'],
  ['/var/../etc/passwd', '/log', '/log/lines.txt'],
  ['/var/a:b/a.log', '/log', '/log/lines.txt'],
  ['/var/$(HOME)/$$a.log', '/var/$(HOME)', '/var/$$(HOME)/$$$$a.log'],
])('mounts the directory of the log %s, if it may', (file, mountPath, value) => {
  const { spec } = deployment(
    resolveSpec({ version: 1, name: 'a', pattern: 'sidecar', collectors: ['log'], log: { file } }),
  ) as unknown as { spec: { template: { spec: object } } };
  expect(spec.template.spec).toMatchObject({
    securityContext: { supplementalGroups: [4] },
    containers: [{ volumeMounts: [{ mountPath }], env: [{ name: 'LOGFILE_PATH', value }] }],
  });
});

it('opens a port that only root may open otherwise', () => {
  const low = deployment(resolveSpec({ version: 1, name: 'a', port: 80 }));
  expect(low).toHaveProperty('spec.template.spec.securityContext.sysctls', [
    { name: 'net.ipv4.ip_unprivileged_port_start', value: '80' },
  ]);
});
