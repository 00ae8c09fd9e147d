import { once } from 'node:events';
import { createServer } from 'node:net';
import mysql from 'mysql2';

/** What the server says it can do: the protocol of today with plugins for the login, but no TLS. */
const CAPABILITIES = 0x0008_8200;

/**
 * Starts a MySQL server that lets everybody log in and answers nothing after that.
 *
 * @param {import('node:test').TestContext} t it is stopped after this test
 */
export async function startSilentServer(t) {
  const sockets = [];
  let logins = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    const connection = mysql.createConnection({ stream: socket, isServer: true });
    connection.on('error', () => {});
    connection.on('query', () => {});
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.4.0',
      connectionId: sockets.length,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: CAPABILITIES,
      authCallback: (_login, done) => {
        logins += 1;
        done();
      },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) {
      socket.destroy();
    }
    server.close();
  });
  const url = `mysql://user:hidden@127.0.0.1:${server.address().port}/shop`;
  return { url, logins: () => logins };
}
