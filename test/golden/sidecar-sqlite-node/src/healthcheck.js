import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { loadConfig } from './config.js';
import { readWebConfig } from './web-config.js';

const TIMEOUT_MILLISECONDS = 3000;
/** Listening on every address is no address to ask; loopback is one of them. */
const LOOPBACK = {
  '': 'localhost',
  '0.0.0.0': '127.0.0.1',
  '::': '::1',
};

/**
 * Asks `/healthz` of the server the same settings start: for HEALTHCHECK in an image without curl.
 */
async function check() {
  const { listen, webConfigFile } = loadConfig({ args: process.argv.slice(2), env: process.env });
  const target = {
    host: LOOPBACK[listen.host] ?? listen.host,
    port: listen.port,
    timeout: TIMEOUT_MILLISECONDS,
  };
  const { tls } = readWebConfig(webConfigFile);
  if (tls?.clientAuthType.startsWith('Require')) {
    // Without a client certificate only the open port can be seen.
    await answers(net.connect(target), 'connect');
    return;
  }
  const request = tls
    ? https.get({ ...target, path: '/healthz', rejectUnauthorized: false })
    : http.get({ ...target, path: '/healthz' });
  const response = await answers(request, 'response');
  if (response.statusCode !== 200) {
    throw new Error(`/healthz answered ${response.statusCode}`);
  }
}

function answers(connection, event) {
  return new Promise((resolve, reject) => {
    connection.once(event, resolve);
    connection.once('error', reject);
    connection.once('timeout', () => reject(new Error('no answer in time')));
  });
}

try {
  await check();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.message || error.code}\n`);
  process.exit(1);
}
