import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import type { Certificate } from './certificate.ts';
import { cleanUpLater } from './cleanup.ts';
import { freePort } from './process.ts';
import { dataDirectory, PASSWORD, type Server, startServer, USER } from './server-process.ts';
import { requireTool } from './tools.ts';

/** A database server with the database `shop`. */
export interface Database extends Server {
  /** Runs SQL as the administrator and gives what it printed. */
  execute(sql: string): Promise<string>;
  /** Runs the script of a generated project that makes the account `exporter`. */
  createAccount(script: string, password?: string): Promise<void>;
  /** Connections of the account `exporter`, as the server counts them. */
  sessions(): Promise<number>;
  /** Keeps everybody else from reading a table, until the returned function is called. */
  lock(table: string): Promise<() => Promise<void>>;
  /** What the account `exporter` connects to, with its password. */
  url: string;
}

/** A client of a server: what runs it on a database, and what makes it an administrator's. */
interface Client {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

/** Starts a real PostgreSQL; with a certificate it takes no connection without TLS. */
export async function startPostgresql(certificate?: Certificate): Promise<Database> {
  const command = requireTool('postgres');
  const program = (name: string) => path.join(path.dirname(command), name);
  const port = await freePort();
  const directory = await dataDirectory('postgresql');
  const data = path.join(directory, 'data');
  const passwordFile = path.join(directory, 'password');
  await writeFile(passwordFile, 'admin\n', { mode: 0o644 });
  await execa(
    program('initdb'),
    ['-D', data, '-U', 'admin', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-N'],
    { cwd: directory, ...USER },
  );

  if (certificate) {
    const rules = path.join(data, 'pg_hba.conf');
    await writeFile(rules, (await readFile(rules, 'utf8')).replace(/^host\b/gm, 'hostssl'));
  }
  const tls = certificate
    ? ['ssl=on', `ssl_cert_file=${certificate.file}`, `ssl_key_file=${certificate.key}`]
    : [];

  const client = (database: string): Client => ({
    command: program('psql'),
    args: ['-XqAt', '-v', 'ON_ERROR_STOP=1', `postgresql://admin@127.0.0.1:${port}/${database}`],
    env: { PGPASSWORD: 'admin' },
  });
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', ...tls];
  const server = await startServer(
    command,
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    // SIGINT ends the sessions, SIGTERM would wait for them.
    {
      cwd: directory,
      user: USER,
      ready: () => run(client('postgres'), 'SELECT 1'),
      stopSignal: 'SIGINT',
    },
  );
  await run(client('postgres'), 'CREATE DATABASE shop');

  const execute = (sql: string) => run(client('shop'), sql);
  return {
    ...server,
    execute,
    createAccount: async (script, password = PASSWORD) => {
      const env = { ...client('shop').env, MONITOR_PASSWORD: password };
      await run({ ...client('shop'), env }, await readFile(script, 'utf8'));
    },
    sessions: async () =>
      Number(await execute("SELECT count(*) FROM pg_stat_activity WHERE usename = 'exporter'")),
    lock: (table) => hold(client('shop'), `BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE;`),
    url: `postgresql://exporter:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/shop`,
  };
}

/** Starts a real MariaDB; with a certificate it takes no connection without TLS. */
export async function startMariadb(certificate?: Certificate): Promise<Database> {
  const command = requireTool('mariadbd');
  const port = await freePort();
  const directory = await dataDirectory('mariadb');
  const data = `--datadir=${path.join(directory, 'data')}`;
  const socket = `--socket=${path.join(directory, 'socket')}`;
  await execa(
    'mariadb-install-db',
    ['--no-defaults', data, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { cwd: directory, ...USER },
  );

  const client = (database: string, ...args: string[]): Client => ({
    command: 'mariadb',
    args: ['--no-defaults', socket, '-u', 'root', '-N', '--unbuffered', ...args, database],
  });
  const server = await startServer(
    command,
    [
      ...['--no-defaults', data, socket, `--port=${port}`, '--bind-address=127.0.0.1'],
      '--skip-name-resolve',
      ...(certificate
        ? [
            `--ssl-cert=${certificate.file}`,
            `--ssl-key=${certificate.key}`,
            '--require-secure-transport=ON',
          ]
        : []),
    ],
    { cwd: directory, user: USER, ready: () => run(client('mysql'), 'SELECT 1') },
  );
  await run(client('mysql'), 'CREATE DATABASE shop');

  const execute = (sql: string) => run(client('shop'), sql);
  const sessions = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'exporter'";
  return {
    ...server,
    execute,
    createAccount: async (script, password = PASSWORD) => {
      const account = client('shop', `--init-command=SET @password = '${password}'`);
      await run(account, await readFile(script, 'utf8'));
    },
    sessions: async () => Number(await execute(sessions)),
    lock: (table) => hold(client('shop'), `LOCK TABLES ${table} WRITE;`),
    url: `mysql://exporter:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/shop`,
  };
}

async function run({ command, args, env = {} }: Client, sql: string): Promise<string> {
  return (await execa(command, args, { env, input: sql })).stdout;
}

/** Runs SQL in a session that stays open until the returned function is called. */
async function hold(
  { command, args, env = {} }: Client,
  sql: string,
): Promise<() => Promise<void>> {
  const session = execa(command, args, { env, reject: false });
  cleanUpLater(() => session.kill());
  session.stdin.write(`${sql} SELECT 'held';\n`);
  const ended = await Promise.race([once(session.stdout, 'data').then(() => undefined), session]);
  if (ended) throw new Error(`${sql}: ${ended.stderr}`);
  return async () => {
    session.stdin.end();
    await session;
  };
}
