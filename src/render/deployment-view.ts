import { type HostPorts, hostPorts } from '../deployment/compose/ports.ts';
import { secretName } from '../deployment/kubernetes/pod.ts';
import { cronJobName } from '../deployment/kubernetes/workload.ts';
import { logPlace } from '../deployment/systemd/log-access.ts';
import {
  credentials,
  filesInCompose,
  hasSample,
  movedAddresses,
  readFiles,
} from '../deployment/upstream.ts';
import { SERVER_VERSIONS } from '../deployment/workflows/upstream.ts';
import { listed } from '../listed.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** Where a server is: on the machine of the program, or in the same network of containers. */
type Place = 'local' | 'byName';

/** What only the texts about deployment show. */
export interface DeploymentView {
  hasCompose: boolean;
  hasKubernetes: boolean;
  hasSystemd: boolean;
  /** Ports of this machine that Compose publishes. */
  ports: HostPorts;
  /** Addresses with a password that the program reads from files. */
  credentials: { file: string; script: string; address: Record<Place, string> }[];
  hasCredentials: boolean;
  /** Compose starts a database server that has tables from the start. */
  loadsSample: boolean;
  /** … that is still empty. */
  isEmpty: boolean;
  /** What to do then. */
  fillDatabase: string;
  /** The program reads a log, or a file of any kind, that a container has to be given. */
  mountsLog: boolean;
  mountsFile: boolean;
  /** Where hardening hides what is around the log: its directory, shown or unseen; else empty. */
  shownLog: string;
  unseenLog: string;
  /** A database file that Compose gives it. */
  mountsDatabase: boolean;
  /** What it asks is on the machine that runs the containers. */
  asksHost: boolean;
  /** The variables with its addresses: `` `A` and `B` ``. */
  hostVariables: string;
  /** There is something to say about what it reads in Compose; its own code may read nothing. */
  readsHere: boolean;
  /** In Kubernetes. */
  namespace: string;
  release: string;
  secretName: string;
  cronJob: string;
  /** `MongoDB 7.0 and 8.0`; may be empty. */
  testedAgainst: string;
}

const SERVER_NAMES = { mongodb: 'MongoDB', postgresql: 'PostgreSQL', mysql: 'MySQL' };

/** The account may read what its script finds, or whatever there will be. */
const FILL_POSTGRESQL = `Load your tables, then let the account read them:
  \`docker compose exec postgresql sh /docker-entrypoint-initdb.d/20-account.sh\`.`;
const FILL = 'Load your tables; the account may read later ones, too.';

export function deploymentView(spec: ExporterSpec): DeploymentView {
  const secrets = credentials(spec);
  const volumes = readFiles(spec).map(({ volume }) => volume);
  const place = logPlace(spec);
  const hostVariables = Object.keys(movedAddresses(spec, 'host'));
  const asksHost = hostVariables.length > 0;
  const hasServer = secrets.some(({ server }) => server !== 'mongodb');
  return {
    hasCompose: spec.targets.includes('compose'),
    hasKubernetes: spec.targets.includes('kubernetes'),
    hasSystemd: spec.targets.includes('systemd'),
    ports: hostPorts(spec),
    credentials: secrets.map(({ file, script, server, address }) => {
      const at = (host: string) => address('PASSWORD', host);
      return { file, script, address: { local: at('localhost'), byName: at(server) } };
    }),
    hasCredentials: secrets.length > 0,
    loadsSample: hasServer && hasSample(spec),
    isEmpty: hasServer && !hasSample(spec),
    fillDatabase: spec.sql?.engine === 'postgresql' ? FILL_POSTGRESQL : FILL,
    mountsLog: volumes.includes('log'),
    mountsDatabase: filesInCompose(spec).some(({ volume }) => volume === 'database'),
    mountsFile: volumes.length > 0,
    shownLog: place.shown ?? '',
    unseenLog: place.unseen ?? '',
    asksHost,
    hostVariables: hostVariables.map((variable) => `\`${variable}\``).join(' and '),
    readsHere: secrets.length > 0 || volumes.length > 0 || asksHost,
    namespace: spec.kubernetes?.namespace ?? '',
    release: spec.kubernetes?.release ?? '',
    secretName: secretName(spec),
    cronJob: cronJobName(spec),
    testedAgainst: secrets
      .map(({ server }) => `${SERVER_NAMES[server]} ${listed(SERVER_VERSIONS[server])}`)
      .join('; '),
  };
}
