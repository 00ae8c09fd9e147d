import { readFile } from 'node:fs/promises';
import { runCommand } from './mongodb-wire.ts';
import { freePort } from './process.ts';
import { dataDirectory, PASSWORD, type Server, startServer } from './server-process.ts';
import { requireTool } from './tools.ts';

/** A server that speaks MongoDB's protocol. It lets everybody in. */
export interface Mongodb extends Server {
  url: string;
  insert(collection: string, count: number): Promise<void>;
  /** Deletes documents of a collection. */
  remove(collection: string, count: number): Promise<void>;
  dropDatabase(): Promise<void>;
  /** Connections that are open now. */
  connections(): Promise<number>;
}

/** Starts FerretDB. Documents are those of the database `shop`. */
export async function startMongodb(): Promise<Mongodb> {
  const command = requireTool('mongodb-test-server');
  const port = await freePort();
  const directory = await dataDirectory('mongodb');
  const shop = (words: Parameters<typeof runCommand>[1]) =>
    runCommand(port, { ...words, $db: 'shop' });
  const server = await startServer(
    command,
    ['--listen', `127.0.0.1:${port}`, '--data', `${directory}/`],
    { cwd: directory, ready: () => shop({ ping: 1 }) },
  );
  return {
    ...server,
    // The only way to log in that it knows.
    url: `mongodb://exporter:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/?authMechanism=PLAIN`,
    insert: (collection, count) =>
      shop({ insert: collection, documents: Array.from({ length: count }, () => ({ n: 1 })) }),
    async remove(collection, count) {
      const deletes = Array.from({ length: count }, () => ({ q: {}, limit: 1 }));
      await shop({ delete: collection, deletes });
    },
    dropDatabase: () => shop({ dropDatabase: 1 }),
    connections: () => establishedAt(port),
  };
}

/** Established connections at the server's side of a port, as Linux tells. */
async function establishedAt(port: number): Promise<number> {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => {
    const [, address, , state] = line.split(/\s+/);
    return address?.endsWith(local) && state === '01';
  }).length;
}
