import { once } from 'node:events';
import https from 'node:https';
import net from 'node:net';
import { ConfigError } from './config-values.js';
import { http } from './http.js';

/** Longer than usual scrape intervals, so that Prometheus can keep its connection. */
const KEEP_ALIVE_MILLISECONDS = 65_000;

/**
 * How long a client may take for the head of a request, and for all of it; looked at every second.
 */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1000,
};

/** How long unused connections are kept when the server stops: a request may be on its way. */
const LINGER_MILLISECONDS = 2000;

const NO_IPV6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'];

/**
 * Starts to listen. An empty host means every address, IPv6 and IPv4.
 *
 * @param {object} options
 * @param {import('express').Express} options.app
 * @param {{ host: string, port: number }} options.listen
 * @param {{ current: () => import('./web-config.js').WebConfig }} options.webConfig
 * @param {import('node:http').ServerOptions} [options.patience] how long a client may take
 */
export async function startServer({ app, listen, webConfig, patience = PATIENCE }) {
  const server = createServer(app, webConfig, patience);
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  let closing = false;
  let lingering = true;
  const answers = new Set();
  const sockets = watchSockets(server);
  server.prependListener('request', (_req, res) => {
    answers.add(res);
    if (closing) {
      endConnection(res);
    }
    res.once('close', () => {
      answers.delete(res);
      // A connection that was busy when the server closed is idle only after this event.
      setImmediate(() => lingering || server.closeIdleConnections());
    });
  });
  await listenOn(server, listen);

  function closeUnused() {
    lingering = false;
    server.closeIdleConnections();
    // Node.js takes a connection that has said nothing yet for one that is busy.
    for (const socket of sockets) {
      if (socket.bytesRead === 0) {
        socket.destroy();
      }
    }
  }

  function cutOff() {
    for (const socket of sockets) {
      socket.destroy();
    }
  }

  return {
    address: server.address(),
    url: urlOf(server.address(), Boolean(webConfig.current().tls)),

    /**
     * Stops accepting, closes what nobody uses a moment later, waits for running requests and cuts
     * them off after the grace period.
     *
     * @param {number} graceMilliseconds
     */
    async close(graceMilliseconds) {
      closing = true;
      answers.forEach(endConnection);
      const timers = [
        setTimeout(closeUnused, Math.min(LINGER_MILLISECONDS, graceMilliseconds)),
        setTimeout(cutOff, graceMilliseconds),
      ];
      await new Promise((resolve) => {
        // That of HTTP servers would close idle connections at once.
        net.Server.prototype.close.call(server, resolve);
      });
      for (const timer of timers) {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * The open connections; one with TLS is there twice, with the bytes before and after decryption.
 */
function watchSockets(server) {
  const sockets = new Set();
  for (const event of ['connection', 'secureConnection']) {
    server.prependListener(event, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }
  return sockets;
}

/** Tells the client, unless its answer is on the way, not to send its next request here. */
function endConnection(res) {
  if (!res.headersSent) {
    res.setHeader('Connection', 'close');
  }
}

function createServer(app, webConfig, patience) {
  const { tls } = webConfig.current();
  if (!tls) {
    return http.createServer(patience, app);
  }
  const { clientAuthType, ...context } = tls;
  const server = https.createServer(
    {
      ...patience,
      ...context,
      requestCert: clientAuthType !== 'NoClientCert',
      rejectUnauthorized: clientAuthType === 'RequireAndVerifyClientCert',
    },
    app,
  );
  let used = tls;
  // Before the handshake, so that a renewed certificate is shown to the very next connection.
  server.prependListener('connection', () => {
    const { tls: current } = webConfig.current();
    if (current !== used) {
      used = current;
      server.setSecureContext(current);
    }
  });
  server.prependListener('secureConnection', (socket) => {
    if (!isClientAccepted(socket, clientAuthType)) {
      socket.destroy();
    }
  });
  return server;
}

/** The two policies Node.js has no option for; it sees to the others in the handshake. */
function isClientAccepted(socket, clientAuthType) {
  const given = Object.keys(socket.getPeerCertificate() ?? {}).length > 0;
  if (clientAuthType === 'RequireAnyClientCert') {
    return given;
  }
  return clientAuthType !== 'VerifyClientCertIfGiven' || !given || socket.authorized;
}

async function listenOn(server, { host, port }) {
  try {
    await bind(server, host || '::', port);
  } catch (error) {
    if (host !== '' || !NO_IPV6.includes(error.code)) {
      throw listenError(error, host, port);
    }
    try {
      await bind(server, '0.0.0.0', port);
    } catch (fallbackError) {
      throw listenError(fallbackError, host, port);
    }
  }
}

async function bind(server, host, port) {
  const listening = once(server, 'listening');
  server.listen({ host, port, ipv6Only: false });
  await listening;
}

function listenError(error, host, port) {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const reasons = {
    EADDRINUSE: 'the address is in use, choose another one with --web.listen-address',
    EACCES: 'the port needs more rights, choose one from 1024',
    EADDRNOTAVAIL: 'the address is not one of this machine, check --web.listen-address',
    getaddrinfo: 'the host cannot be found, check --web.listen-address',
  };
  const reason =
    reasons[error.code] ?? reasons[error.syscall] ?? `${error.message}, check --web.listen-address`;
  return new ConfigError(`Cannot listen on ${address}: ${reason}.`);
}

function urlOf({ address, family, port }, secure) {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${secure ? 'https' : 'http'}://${host}:${port}`;
}
