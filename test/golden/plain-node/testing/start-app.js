import { Router } from 'express';
import { createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { startServer } from '../src/server.js';
import { createWebConfigStore } from '../src/web-config-store.js';
import { request } from './request.js';

/** No routes: those of the program have tests of their own. */
const noRoutes = () => Router();

/** A logger that keeps its entries. */
export function memoryLogger() {
  const entries = [];
  const log = (level) => (message, fields) => entries.push({ level, message, ...fields });
  return {
    entries,
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
  };
}

/**
 * The application on a free port of its own, closed when the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [options]
 * @param {string[]} [options.args] flags
 * @param {import('../src/scrape.js').Collector[]} [options.collectors]
 * @param {typeof import('../src/example.js').createExampleRoutes} [options.routes] what the
 *   program itself serves
 * @param {import('node:http').ServerOptions} [options.patience] how long a client may take
 */
export async function startApp(t, options = {}) {
  const { args = [], collectors = [], routes = noRoutes, patience } = options;
  const config = loadConfig({ args: ['--web.listen-address=127.0.0.1:0', ...args] });
  const logger = memoryLogger();
  const webConfig = createWebConfigStore({
    file: config.webConfigFile,
    logger,
    intervalMilliseconds: 0,
  });
  const users = () => webConfig.current().users;
  const application = createApp({ config, logger, users, collectors, routes });
  const { listen } = config;
  const server = await startServer({ app: application.app, listen, webConfig, patience });
  t.after(async () => {
    await server.close(0);
    await application.close();
  });
  return {
    ...application,
    logger,
    server,
    url: server.url,
    get: (path, options) => request(server.url + path, options),
    async metricsText(path = '/metrics') {
      return (await request(server.url + path)).text;
    },
  };
}

/**
 * The lines of an exposition that start with a name.
 *
 * @param {string} text
 * @param {string} name
 */
export function series(text, name) {
  return text.split('\n').filter((line) => line.startsWith(name));
}
