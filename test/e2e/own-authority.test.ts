import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { createCertificate, TRUST_VARIABLE } from '../support/certificate.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { ENGINES, generate } from './project.ts';
import { scraper } from './sidecar-checks.ts';

const [, NODE, PYTHON] = ENGINES;
const NAME = 'queue-exporter';

it.each([NODE!, PYTHON!])(
  'a JSON document behind a certificate of a CA of your own is read as the README says, on $tool',
  async (engine) => {
    const project = await generate(engine, ['-p', 'sidecar', '-c', 'json-api'], NAME);
    await project.install();
    const certificate = await createCertificate('localhost');
    const url = `--json-api.url=https://localhost:${await serveDocument(certificate)}/`;

    const readme = await readFile(path.join(project.directory, 'README.md'), 'utf8');
    const sentence = /If a CA of your own signed them, set `(\w+)` to its file/;
    const variable = sentence.exec(readme.replace(/\s+/g, ' '))?.[1];
    expect(variable).toBe(TRUST_VARIABLE[engine.runtime]);
    cleanUpLater(() => vi.unstubAllEnvs());
    for (const [file, up] of [
      [undefined, 0],
      [certificate.file, 1],
    ] as const) {
      vi.stubEnv(variable!, file);
      const program = await project.start(url);
      expect(await scraper(program)()).toMatch(new RegExp(`^queue_up ${up}(?:\\.0)?$`, 'm'));
      await program.stop('SIGTERM');
    }
  },
);

/** Answers with an empty document, and gives its port. */
async function serveDocument({ file, key }: { file: string; key: string }): Promise<number> {
  const [cert, keyText] = await Promise.all([readFile(file), readFile(key)]);
  const server = createServer({ cert, key: keyText }, (_, response) => response.end('{}'));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  cleanUpLater(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as { port: number }).port;
}
