import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { cleanUpLater } from './cleanup.ts';

/** Puts TLS before a server of 127.0.0.1 that has none. It ends after the test. @returns its port */
export async function startTlsProxy(certificate: Certificate, port: number): Promise<number> {
  const [cert, key] = await Promise.all([readFile(certificate.file), readFile(certificate.key)]);
  const proxy = createServer({ cert, key }, (client) => {
    const server = connect(port, '127.0.0.1');
    const hangUp = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', hangUp).on('close', hangUp);
    client.pipe(server).pipe(client);
  });
  // A client that does not trust the certificate is what a test wants to see.
  proxy.on('tlsClientError', (_, client) => client.destroy());
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  cleanUpLater(() => void proxy.close());
  return (proxy.address() as AddressInfo).port;
}
