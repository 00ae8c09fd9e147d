import express from 'express';
import { createBasicAuth } from './basic-auth.js';
import { createCollectors } from './collectors/index.js';
import { createErrorHandler, notFound, onlyReads } from './errors.js';
import { createExposition } from './exposition.js';
import { createHealth } from './health.js';
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
 */
export function createApp({
  config,
  logger,
  users = () => new Map(),
  collectors = createCollectors(config),
}) {
  const registry = createRegistry();
  const health = createHealth();
  const scraper = createScraper({ registry, collectors, logger });

  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');

  // Not authenticated: probes.
  app.use(health.router);
  app.use(createBasicAuth({ users }));
  app.all(
    config.telemetryPath,
    onlyReads,
    createExposition({
      render: async (req) => (await scraper.scrape(scrapeOptions(req))).text,
      maxRequests: config.maxRequests,
      logger,
    }),
  );
  app.all(
    '/',
    onlyReads,
    createLandingPage({
      telemetryPath: config.telemetryPath,
      collectorStates: scraper.states,
    }),
  );

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
