import type { ExporterSpec } from '../../spec/spec.ts';
import { IMAGES } from '../images.ts';
import { type Credential, credentials, hasSample } from '../upstream.ts';
import { healthcheck, readOnly, type Service } from './services.ts';

/** Where each image keeps its data, and how it is told its first settings. */
const SERVERS: Record<Credential['server'], { data: string; environment: object; test: string[] }> =
  {
    mongodb: {
      data: '/data/db',
      environment: {
        MONGO_INITDB_ROOT_USERNAME: 'root',
        MONGO_INITDB_ROOT_PASSWORD_FILE: '/run/secrets/mongodb-root-password',
      },
      // By its name: while it is being set up the server listens on localhost alone.
      test: [
        'mongosh',
        '--quiet',
        'mongodb://mongodb:27017',
        '--eval',
        'db.adminCommand({ ping: 1 })',
      ],
    },
    postgresql: {
      data: '/var/lib/postgresql',
      environment: {
        POSTGRES_DB: 'app',
        POSTGRES_PASSWORD_FILE: '/run/secrets/database-root-password',
      },
      // Over the network, which it does not listen on while it is being set up.
      test: ['pg_isready', '--quiet', '--host=127.0.0.1', '--username=postgres', '--dbname=app'],
    },
    mysql: {
      data: '/var/lib/mysql',
      environment: {
        MYSQL_DATABASE: 'app',
        MYSQL_ROOT_PASSWORD_FILE: '/run/secrets/database-root-password',
      },
      test: ['mysqladmin', 'ping', '--silent', '--host=127.0.0.1'],
    },
  };

/** The databases that the exporter reads, each with the account of deploy/upstream. */
export function databaseServices(spec: ExporterSpec): Record<string, Service> {
  return Object.fromEntries(
    credentials(spec).map((credential) => [credential.server, database(spec, credential)]),
  );
}

/** The files with passwords that deploy/compose/make-secrets.sh makes. */
export function composeSecrets(spec: ExporterSpec): Record<string, { file: string }> {
  const names = credentials(spec).flatMap(secretNames);
  return Object.fromEntries(
    names.map((name) => [name, { file: `./deploy/compose/secrets/${name}` }]),
  );
}

function secretNames({ server, file }: Credential): [uri: string, root: string, monitor: string] {
  const owner = server === 'mongodb' ? 'mongodb' : 'database';
  return [file, `${owner}-root-password`, `${owner}-monitor-password`];
}

function database(spec: ExporterSpec, credential: Credential): Service {
  const { server } = credential;
  const { data, environment, test } = SERVERS[server];
  const [, ...passwords] = secretNames(credential);
  const setUp = '/docker-entrypoint-initdb.d';
  return {
    image: IMAGES[server],
    restart: 'unless-stopped',
    environment,
    secrets: passwords,
    volumes: [
      `${server}:${data}`,
      ...(server !== 'mongodb' && hasSample(spec)
        ? [readOnly('./database/sample.sql', `${setUp}/10-sample.sql`)]
        : []),
      readOnly(`./deploy/compose/${server}-account.sh`, `${setUp}/20-account.sh`),
      readOnly('./deploy/upstream', '/upstream'),
    ],
    // The first start makes the database, which takes a while.
    healthcheck: { ...healthcheck(test), start_period: '60s' },
    // It begins as root and becomes a user of its own.
    security_opt: ['no-new-privileges:true'],
  };
}
