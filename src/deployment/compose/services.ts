import type { ExporterSpec } from '../../spec/spec.ts';
import { FIRST_VERSION, IMAGES } from '../images.ts';
import { healthcheckCommand } from '../program.ts';
import {
  CONTAINER_HOST,
  credentials,
  filesInCompose,
  movedAddresses,
  showsSample,
} from '../upstream.ts';
import { hostPorts } from './ports.ts';

export type Service = Record<string, unknown>;

/** The program needs none of what a container may do by default. */
const LOCKED = {
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
};

const STARTED = { condition: 'service_started' };
const HEALTHY = { condition: 'service_healthy' };

/** The exporter, or the job: built from the Dockerfile of the project. */
export function ownService(spec: ExporterSpec): Service {
  return spec.pattern === 'batch' ? job(spec) : exporter(spec);
}

function exporter(spec: ExporterSpec): Service {
  const secrets = credentials(spec);
  const moved = movedAddresses(spec, CONTAINER_HOST);
  const files = filesInCompose(spec);
  const sample = showsSample(spec);
  const environment = {
    ...Object.fromEntries(secrets.map(({ variable, file }) => [variable, `/run/secrets/${file}`])),
    ...Object.fromEntries(files.map(({ variable, path }) => [variable, path])),
    ...(sample && { DATABASE_SAMPLE: 'true' }),
    ...moved,
  };
  const volumes = [
    // The image has no sample data: what runs in production has no use for it.
    ...(sample ? [readOnly('./database', '/app/database')] : []),
    ...files.map(({ volume, directory }) => readOnly(`./deploy/compose/${volume}`, directory)),
  ];
  return {
    ...image(spec),
    restart: 'unless-stopped',
    ports: [published('exporter', spec.port, spec.port)],
    ...(Object.keys(environment).length > 0 && { environment: withoutVariables(environment) }),
    ...(secrets.length > 0 && { secrets: secrets.map(({ file }) => file) }),
    ...(volumes.length > 0 && { volumes }),
    ...(Object.keys(moved).length > 0 && { extra_hosts: [`${CONTAINER_HOST}:host-gateway`] }),
    healthcheck: healthcheck(healthcheckCommand(spec)),
    ...LOCKED,
    ...(secrets.length > 0 && {
      depends_on: Object.fromEntries(secrets.map(({ server }) => [server, HEALTHY])),
    }),
  };
}

function job(spec: ExporterSpec): Service {
  return {
    ...image(spec),
    profiles: ['job'],
    restart: 'no',
    environment: { PUSHGATEWAY_URL: 'http://pushgateway:9091' },
    ...LOCKED,
    depends_on: { pushgateway: HEALTHY },
  };
}

/** What every project has beside its own program: Prometheus, Alertmanager and Grafana; a Pushgateway for jobs. */
export function monitoringServices(spec: ExporterSpec): Record<string, Service> {
  const ports = hostPorts(spec);
  const isBatch = spec.pattern === 'batch';
  return {
    ...(isBatch && {
      pushgateway: {
        image: IMAGES.pushgateway,
        restart: 'unless-stopped',
        command: ['--persistence.file=/pushgateway/metrics'],
        ports: [published('pushgateway', ports.pushgateway, 9091)],
        volumes: ['pushgateway:/pushgateway'],
        healthcheck: fetchCheck('9091/-/ready'),
        ...LOCKED,
      },
    }),
    prometheus: {
      image: IMAGES.prometheus,
      restart: 'unless-stopped',
      command: [
        '--config.file=/etc/prometheus/deploy/compose/prometheus.yml',
        '--storage.tsdb.path=/prometheus',
      ],
      ports: [published('prometheus', ports.prometheus, 9090)],
      volumes: [
        // As in the project, so that the configuration finds the rules here and there. Directories, because an editor that
        // writes a new file in place of the old one would change nothing in a container that has the old one.
        readOnly(
          './deploy/compose/prometheus.yml',
          '/etc/prometheus/deploy/compose/prometheus.yml',
        ),
        readOnly('./monitoring', '/etc/prometheus/monitoring'),
        'prometheus:/prometheus',
      ],
      healthcheck: fetchCheck('9090/-/ready'),
      ...LOCKED,
      // It shows the exporter as down, whatever that depends on.
      depends_on: { [isBatch ? 'pushgateway' : 'exporter']: STARTED, alertmanager: STARTED },
    },
    alertmanager: {
      image: IMAGES.alertmanager,
      restart: 'unless-stopped',
      command: [
        '--config.file=/etc/alertmanager/alertmanager.yml',
        '--storage.path=/alertmanager',
        '--cluster.listen-address=',
      ],
      ports: [published('alertmanager', ports.alertmanager, 9093)],
      volumes: [
        readOnly('./deploy/compose/alertmanager.yml', '/etc/alertmanager/alertmanager.yml'),
        'alertmanager:/alertmanager',
      ],
      healthcheck: fetchCheck('9093/-/ready'),
      ...LOCKED,
    },
    grafana: {
      image: IMAGES.grafana,
      restart: 'unless-stopped',
      ports: [published('grafana', ports.grafana, 3000)],
      environment: {
        GF_AUTH_ANONYMOUS_ENABLED: 'true',
        GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
        GF_AUTH_BASIC_ENABLED: 'false',
        GF_AUTH_DISABLE_LOGIN_FORM: 'true',
        GF_ANALYTICS_REPORTING_ENABLED: 'false',
        GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
        // It would load plugins from the network at its first start.
        GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      },
      volumes: [
        readOnly('./deploy/compose/grafana/datasources', '/etc/grafana/provisioning/datasources'),
        readOnly('./deploy/compose/grafana/dashboards', '/etc/grafana/provisioning/dashboards'),
        readOnly('./monitoring', '/etc/grafana/dashboards'),
        'grafana:/var/lib/grafana',
      ],
      tmpfs: ['/tmp'],
      healthcheck: fetchCheck('3000/api/health'),
      ...LOCKED,
      depends_on: { prometheus: HEALTHY },
    },
  };
}

/** Only this machine reaches a port; a variable gives it another number, for a second project beside this one. */
function published(service: string, onHost: number, inContainer: number): string {
  return `127.0.0.1:\${${service.toUpperCase()}_PORT:-${onHost}}:${inContainer}`;
}

function image({ name }: ExporterSpec): Service {
  return {
    image: `${name}:${FIRST_VERSION}`,
    build: { context: './', args: { REVISION: '${REVISION:-unknown}' } },
  };
}

export function readOnly(source: string, target: string): string {
  return `${source}:${target}:ro`;
}

export function healthcheck(command: string[]): Service {
  return { test: ['CMD', ...command], interval: '5s', timeout: '5s', retries: 12 };
}

/** These images have the wget of BusyBox. */
function fetchCheck(place: string): Service {
  return healthcheck(['wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${place}`]);
}

/** Compose would put the value of a variable where it sees a dollar. */
function withoutVariables(environment: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]),
  );
}
