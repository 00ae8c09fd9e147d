import { broughtFamilies } from '../../spec/collector-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { IMAGES } from '../images.ts';
import { type Credential, credentials } from '../upstream.ts';
import { CHECKOUT, expression, JOB, run, type Step } from './actions.ts';
import { MAIN_VERSION, programCommand, runtimeSteps } from './runtime.ts';

type Server = Credential['server'];

/** The versions of each server that its makers support, which the README names as tested against. */
export const SERVER_VERSIONS: Record<Server, readonly string[]> = {
  mongodb: ['7.0', '8.0'],
  postgresql: ['14', '15', '16', '17', '18'],
  mysql: ['8.4', '9.5'],
};

/** How each image is started, and how the account is made in it. */
const SERVERS: Record<
  Server,
  { image: string; port: number; env: object; health: string; account: Step }
> = {
  mongodb: {
    image: 'mongo',
    port: 27017,
    env: { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: 'root' },
    // By its name: while it is being set up the server listens on localhost alone.
    health: `mongosh --quiet mongodb://mongodb:27017 --eval 'db.adminCommand({ ping: 1 })'`,
    account: run(
      [
        `docker exec --env MONITOR_PASSWORD=monitor ${expression('job.services.mongodb.id')} \\`,
        '  mongosh --quiet --username root --password root admin --eval "$(cat deploy/upstream/create-monitor-user.js)"',
        '',
      ].join('\n'),
    ),
  },
  postgresql: {
    image: 'postgres',
    port: 5432,
    env: { POSTGRES_DB: 'app', POSTGRES_PASSWORD: 'root' },
    health: 'pg_isready --host=127.0.0.1',
    // With a client of its own: those before 15 cannot read the script.
    account: run(
      [
        `docker run --rm --interactive --network host --env PGPASSWORD=root --env MONITOR_PASSWORD=monitor ${IMAGES.postgresql} \\`,
        '  psql --host=localhost --username=postgres --dbname=app < deploy/upstream/create-monitor-user.sql',
        '',
      ].join('\n'),
    ),
  },
  mysql: {
    image: 'mysql',
    port: 3306,
    env: { MYSQL_DATABASE: 'app', MYSQL_ROOT_PASSWORD: 'root' },
    health: 'mysqladmin ping --silent --host=127.0.0.1',
    account: run(
      [
        `docker exec --interactive --env MYSQL_PWD=root ${expression('job.services.mysql.id')} \\`,
        `  mysql --user=root --init-command="SET @password = 'monitor'" app < deploy/upstream/create-monitor-user.sql`,
        '',
      ].join('\n'),
    ),
  },
};

/** For each server that a spec reads: the program against every version of it, with the account of deploy/upstream. */
export function upstreamJobs(spec: ExporterSpec): Record<string, object> {
  return Object.fromEntries(
    credentials(spec).map((credential) => [credential.server, upstreamJob(spec, credential)]),
  );
}

function upstreamJob(spec: ExporterSpec, { server, address, addressVariable }: Credential): object {
  const { image, port, env, health, account } = SERVERS[server];
  const { runtime } = spec;
  const url = address('monitor', 'localhost');
  return {
    ...JOB,
    strategy: { 'fail-fast': false, matrix: { [server]: [...SERVER_VERSIONS[server]] } },
    services: {
      [server]: {
        image: `${image}:${expression(`matrix.${server}`)}`,
        env,
        ports: [`${port}:${port}`],
        options: `--health-cmd "${health}" --health-interval 5s --health-retries 20`,
      },
    },
    steps: [
      CHECKOUT,
      ...runtimeSteps(runtime, MAIN_VERSION[runtime]),
      account,
      server === 'mongodb'
        ? { ...run(onceCommand(spec)), env: { [addressVariable]: url } }
        : {
            ...run(runtime === 'node' ? 'npm test' : 'python -m pytest'),
            env: { TEST_DATABASE_URL: url },
          },
    ],
  };
}

/**
 * One scrape of MongoDB alone, which fails unless it was read; without the right to see them it has no databases. Two
 * commands, for a shell without pipefail.
 */
function onceCommand(spec: ExporterSpec): string {
  const others = spec.collectors.filter((other) => other !== 'mongodb');
  const command = [
    programCommand(spec),
    '--once',
    ...others.map((other) => `--no-collector.${other}`),
  ];
  const { database_objects } = broughtFamilies(spec).mongodb!;
  return `${command.join(' ')} > metrics.txt\ngrep '^${database_objects.name}{' metrics.txt\n`;
}
