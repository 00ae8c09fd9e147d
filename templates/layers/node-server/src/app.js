import express from 'express';
import { createBasicAuth } from './basic-auth.js';
{{#if hasCollectors}}
import { createCollectors } from './collectors/index.js';
{{/if}}
import { createErrorHandler, notFound, onlyReads } from './errors.js';
{{#if isApplication}}
import { createExampleRoutes } from './example.js';
{{/if}}
import { createExposition } from './exposition.js';
import { createHealth } from './health.js';
{{#if isApplication}}
import { createHttpMetrics } from './http-metrics.js';
{{/if}}
import { createLandingPage } from './landing-page.js';
{{#if hasEvents}}
import { createMetrics } from './metrics.js';
{{/if}}
import { createRegistry } from './registry.js';
{{#if hasCollectors}}
import { createScraper, scrapeOptions } from './scrape.js';
{{/if}}

/**
 * Builds the application. It has a registry of its own, so several can live in one process.
 *
 * @param {object} options
 * @param {import('./config.js').Config} options.config
 * @param {import('./logger.js').Logger} options.logger
 * @param {() => Map<string, string>} [options.users] who may read, with bcrypt hashes
{{#if hasCollectors}}
 * @param {import('./scrape.js').Collector[]} [options.collectors]
{{/if}}
{{#if isApplication}}
 * @param {typeof createExampleRoutes} [options.routes] what the program itself serves
{{/if}}
 */
export function createApp({
  config,
  logger,
  users = () => new Map(),
{{#if hasCollectors}}
  collectors = createCollectors({{#if collectorsLog}}{ config, logger }{{else}}config{{/if}}),
{{/if}}
{{#if isApplication}}
  routes = createExampleRoutes,
{{/if}}
}) {
  const registry = createRegistry();
{{#if hasEvents}}
  const metrics = createMetrics(registry);
{{/if}}
  const health = createHealth();
{{#if hasCollectors}}
  const scraper = createScraper({ registry, collectors, logger });
{{/if}}

  const app = express();
  app.disable('x-powered-by');
  app.enable('case sensitive routing');
  app.enable('strict routing');

{{#if isApplication}}
  const basicAuth = createBasicAuth({ users });

  // Not authenticated and not counted: probes.
{{else}}
  // Not authenticated: probes.
{{/if}}
  app.use(health.router);
{{#if isApplication}}
  // Not counted: scrapes.
{{else}}
  app.use(createBasicAuth({ users }));
{{/if}}
  app.all(
    config.telemetryPath,
{{#if isApplication}}
    basicAuth,
{{/if}}
    onlyReads,
    createExposition({
{{#if hasCollectors}}
      render: async (req) => (await scraper.scrape(scrapeOptions(req))).text,
{{else}}
      render: () => registry.metrics(),
{{/if}}
      maxRequests: config.maxRequests,
      logger,
    }),
  );
{{#if isApplication}}

  // Counted, also when they are turned away: all others.
  app.use(createHttpMetrics(registry));
  app.use(basicAuth);
{{#if hasCollectors}}
  app.get(
    '/',
    createLandingPage({
      telemetryPath: config.telemetryPath,
      collectorStates: scraper.states,
    }),
  );
{{else}}
  app.get('/', createLandingPage({ telemetryPath: config.telemetryPath }));
{{/if}}
  app.use(routes({{#if hasEvents}}metrics{{/if}}));
  // Not a route: a method that a path does not have is counted as unmatched.
  app.use((req, res, next) => (req.path === '/' ? onlyReads(req, res, next) : next()));
{{else}}
  app.all(
    '/',
    onlyReads,
    createLandingPage({
      telemetryPath: config.telemetryPath,
      collectorStates: scraper.states,
    }),
  );
{{/if}}

  app.use(notFound);
  app.use(createErrorHandler(logger));

  return {
    app,
    registry,
{{#if hasEvents}}
    metrics,
{{/if}}
{{#if hasCollectors}}
    scrape: scraper.scrape,
{{/if}}
    /** From now on `/readyz` tells load balancers to look elsewhere. */
    shutDown: health.shutDown,
{{#if hasCollectors}}
    /** Releases what the collectors hold, once the last request is answered. */
    close: scraper.close,
{{/if}}
  };
}
