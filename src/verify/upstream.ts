import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { showsSample } from '../deployment/upstream.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** What a sidecar reads while it is verified, where that can be had without a real one. */
export interface Upstream {
  flags: string[];
  close: () => void;
}

/**
 * Gives the collectors something to read where it can be made up: an empty log, the sample of a SQLite database or an empty one, a web server.
 * Other databases and JSON documents cannot; their collectors read what exporter.yaml says, if it is there.
 * @param directory for the files
 */
export async function standInUpstream(spec: ExporterSpec, directory: string): Promise<Upstream> {
  const flags: string[] = [];
  let server: Server | undefined;
  if (spec.log) {
    const log = path.join(directory, 'empty.log');
    await writeFile(log, '');
    flags.push(`--logfile.path=${log}`);
  }
  if (showsSample(spec)) {
    flags.push('--database.sample');
  } else if (spec.sql?.engine === 'sqlite') {
    // SQLite takes an empty file for a database without tables.
    const database = path.join(directory, 'empty.db');
    await writeFile(database, '');
    flags.push(`--database.file=${database}`);
  }
  if (spec['http-probe']) {
    const [status] = spec['http-probe'].expect_status;
    server = createServer((_, response) => response.writeHead(status!).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const targets = Object.keys(spec['http-probe'].targets);
    const addresses = targets.map((target) => `${target}=http://127.0.0.1:${port}/`);
    flags.push(`--http-probe.targets=${addresses.join(',')}`);
  }
  return { flags, close: () => server?.close().closeAllConnections() };
}
