import type { ExporterSpec } from '../spec/spec.ts';

/** An address with a password, which the program reads from a file. */
export interface Credential {
  /** The service of the database, as Compose and the URL call it. */
  server: 'mongodb' | 'postgresql' | 'mysql';
  /** The environment variable that names the file, and the one that holds the address itself. */
  variable: string;
  addressVariable: string;
  /** Name of the file. */
  file: string;
  /** What makes the account in the server. */
  script: string;
  /** The address; `password` is that of the account that deploy/upstream makes. */
  address: (password: string, host: string) => string;
}

/** What the collectors of a spec need a password for. */
export function credentials({ collectors, sql }: ExporterSpec): Credential[] {
  const found: Credential[] = [];
  if (collectors.includes('mongodb')) {
    found.push({
      server: 'mongodb',
      variable: 'MONGODB_URI_FILE',
      addressVariable: 'MONGODB_URI',
      file: 'mongodb-uri',
      script: 'deploy/upstream/create-monitor-user.js',
      address: (password, host) => `mongodb://exporter:${password}@${host}:27017/?authSource=admin`,
    });
  }
  if (sql && sql.engine !== 'sqlite') {
    const server = sql.engine;
    const port = server === 'mysql' ? 3306 : 5432;
    found.push({
      server,
      variable: 'DATABASE_URL_FILE',
      addressVariable: 'DATABASE_URL',
      file: 'database-url',
      script: 'deploy/upstream/create-monitor-user.sql',
      address: (password, host) => `${server}://exporter:${password}@${host}:${port}/app`,
    });
  }
  return found;
}

/** A file of this machine that the program reads and that a container has to be given. */
export interface ReadFile {
  /** What a volume with it is called. */
  volume: 'database' | 'log';
  variable: string;
  /** Directory and path in the container; a directory, since files in it are replaced. */
  directory: string;
  path: string;
}

/** The files that the collectors of a spec read: a log, a database. */
export function readFiles({ collectors, sql }: ExporterSpec): ReadFile[] {
  const found: ReadFile[] = [];
  if (sql?.engine === 'sqlite') {
    found.push({
      volume: 'database',
      variable: 'DATABASE_FILE',
      directory: '/database',
      path: '/database/database.db',
    });
  }
  if (collectors.includes('log')) {
    found.push({
      volume: 'log',
      variable: 'LOGFILE_PATH',
      directory: '/log',
      path: '/log/lines.txt',
    });
  }
  return found;
}

/** The same in Compose, where things are tried out: there the program shows its sample data if it has any. */
export function filesInCompose(spec: ExporterSpec): ReadFile[] {
  return readFiles(spec).filter(({ volume }) => volume !== 'database' || !showsSample(spec));
}

/** The program has sample data to show, if it is told to, in place of a database. */
export function showsSample({ sql }: ExporterSpec): boolean {
  return sql?.engine === 'sqlite' && sql.sample !== undefined;
}

/** Tables to begin with, as a file: shown by the program itself when it is told to, or loaded into the database server that Compose starts. */
export function hasSample(spec: ExporterSpec): boolean {
  const { sql, targets } = spec;
  return showsSample(spec) || (sql?.sample !== undefined && targets.includes('compose'));
}

/** What the machine that runs a container is called within it. */
export const CONTAINER_HOST = 'host.docker.internal';

/** Addresses of this machine, as a spec may have them. */
const LOCAL = /^(https?:\/\/(?:[^/@]*@)?)(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/?#]|$)/i;

/** What the program has to be told where `localhost` is not the machine it runs on: variable → value. */
export function movedAddresses(spec: ExporterSpec, host: string): Record<string, string> {
  const moved = (url: string) => url.replace(LOCAL, (_, before: string) => before + host);
  const targets = Object.entries(spec['http-probe']?.targets ?? {});
  const url = spec['json-api']?.url;
  return {
    ...(targets.some(([, address]) => LOCAL.test(address)) && {
      HTTP_PROBE_TARGETS: targets.map(([name, address]) => `${name}=${moved(address)}`).join(','),
    }),
    ...(url !== undefined && LOCAL.test(url) && { JSON_API_URL: moved(url) }),
  };
}
