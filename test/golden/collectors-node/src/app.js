import express from 'express';
import { createBasicAuth } from './basic-auth.js';
import { createCollectors } from './collectors/index.js';
import { createErrorHandler, notFound, onlyReads } from './errors.js';
import { createExampleRoutes } from './example.js';
import { createExposition } from './exposition.js';
import { createHealth } from './health.js';
import { createHttpMetrics } from './http-metrics.js';
import { createLandingPage } from './landing-page.js';
import { createRegistry } from './registry.js';
import { createScraper, scrapeOptions } from './scrape.js';

/**
 * Builds the application. It has a registry of its own, so several can live in one process.
 *
 * @param {object} options
 * @param {import('./config.js').Config} options.config
 * @param {import('./logger.js').Logger} options.logger
 * @param {() => Map<string, string>} [options.users] who may read, with bcrypt hashes
 * @param {import('./scrape.js').Collector[]} [options.collectors]
 * @param {typeof createExampleRoutes} [options.routes] what the program itself serves
 */
export function createApp({
  config,
  logger,
  users = () => new Map(),
  collectors = createCollectors({ config, logger }),
  routes = createExampleRoutes,
}) {
  const registry = createRegistry();
  const health = createHealth();
  const scraper = createScraper({ registry, collectors, logger });

  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');

  const basicAuth = createBasicAuth({ users });

  // Not authenticated and not counted: probes.
  app.use(health.router);
  // Not counted: scrapes.
  app.all(
    config.telemetryPath,
    basicAuth,
    onlyReads,
    createExposition({
      render: async (req) => (await scraper.scrape(scrapeOptions(req))).text,
      maxRequests: config.maxRequests,
      logger,
    }),
  );

  // Counted, also when they are turned away: all others.
  app.use(createHttpMetrics(registry));
  app.use(basicAuth);
  app.get(
    '/',
    createLandingPage({
      telemetryPath: config.telemetryPath,
      collectorStates: scraper.states,
    }),
  );
  app.use(routes());
  // Not a route: a method that a path does not have is counted as unmatched.
  app.use((req, res, next) => (req.path === '/' ? onlyReads(req, res, next) : next()));

  app.use(notFound);
  app.use(createErrorHandler(logger));

  return {
    app,
    registry,
    scrape: scraper.scrape,
    /** From now on `/readyz` tells load balancers to look elsewhere. */
    shutDown: health.shutDown,
    /** Releases what the collectors hold, once the last request is answered. */
    close: scraper.close,
  };
}
