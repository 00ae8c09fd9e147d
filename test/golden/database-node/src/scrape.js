import { Registry } from '@prometheus-io/client';
import { startDeadline } from './deadline.js';
import { maskSecrets } from './logger.js';
import { outcomeOf } from './scrape-outcome.js';

/** For those who announce none. */
const DEFAULT_TIMEOUT_SECONDS = 10;
const LONGEST_TIMEOUT_SECONDS = 120;
/** Kept back from the scrape timeout, so that the answer arrives before Prometheus gives up. */
const TIMEOUT_OFFSET_SECONDS = 0.5;
const SHORTEST_TIMEOUT_SECONDS = 0.1;

/**
 * @typedef {object} Collector reads metrics from somewhere else when it is asked to
 * @property {string} name
 * @property {(scrape: { registry: Registry, signal: AbortSignal }) => unknown} collect creates its
 *   metrics in `registry`, which belongs to this scrape only; `signal` aborts at the deadline
 * @property {() => unknown} [close]
 */

/** A scrape that asks for something that is not there. */
export class BadScrapeError extends Error {
  status = 400;
}

/**
 * Runs the collectors of one scrape side by side. One that fails or is late loses its own metrics
 * and nobody else's.
 *
 * @param {object} options
 * @param {Registry} options.registry the metrics of the program itself
 * @param {Collector[]} options.collectors
 * @param {import('./logger.js').Logger} options.logger
 */
export function createScraper({ registry, collectors, logger }) {
  const states = new Map(collectors.map(({ name }) => [name, { name, state: 'not run yet' }]));

  async function runOne(collector, scrape) {
    const own = new Registry();
    const started = performance.now();
    let text = '';
    let error;
    try {
      const collected = async () => {
        await collector.collect({ registry: own, signal: scrape.signal });
        return own.metrics();
      };
      text = await Promise.race([collected(), scrape.expired]);
      claimNames(own, scrape.taken);
    } catch (caught) {
      text = '';
      error = caught instanceof Error ? caught : new Error(String(caught));
    }
    const result = { name: collector.name, seconds: (performance.now() - started) / 1000, error };
    remember(result);
    return { ...result, text };
  }

  function remember({ name, seconds, error }) {
    const before = states.get(name);
    const state = error ? 'failed' : 'ok';
    const changed = before.state !== state;
    const lastError = error ? maskSecrets(error.message) : before.lastError;
    states.set(name, { name, state, seconds, lastError });
    if (error) {
      logger[changed ? 'warn' : 'debug']('collector failed', { collector: name, error });
    } else {
      logger[changed ? 'info' : 'debug']('collector works', { collector: name });
    }
  }

  /**
   * @param {object} [options]
   * @param {string[]} [options.names] only these collectors; all when empty
   * @param {number} [options.timeoutSeconds] the time the one who asks waits for the answer
   * @returns {Promise<{ text: string, ok: boolean }>} the exposition, and whether nothing failed
   */
  async function scrape({ names = [], timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = {}) {
    const unknown = names.find((name) => !states.has(name));
    if (unknown !== undefined) {
      throw new BadScrapeError(`There is no collector called "${unknown}".`);
    }
    const chosen = collectors.filter(({ name }) => names.length === 0 || names.includes(name));
    const deadline = startDeadline(
      Math.max(timeoutSeconds - TIMEOUT_OFFSET_SECONDS, SHORTEST_TIMEOUT_SECONDS),
    );
    const taken = new Set([...namesIn(registry), ...namesIn(outcomeOf([]))]);
    try {
      const results = await Promise.all(
        chosen.map((collector) => runOne(collector, { ...deadline, taken })),
      );
      const own = await registry.metrics();
      const outcome = chosen.length > 0 ? await outcomeOf(results).metrics() : '';
      return {
        text: [own, ...results.map(({ text }) => text), outcome].filter(hasText).join('\n'),
        ok: results.every(({ error }) => !error),
      };
    } finally {
      deadline.stop();
    }
  }

  return {
    scrape,
    /** What each collector did last, for the landing page. */
    states: () => [...states.values()],
    close: () => Promise.all(collectors.map((collector) => collector.close?.())),
  };
}

/**
 * What a request for metrics asks of the collectors: `?collect[]=name` and the scrape timeout.
 *
 * @param {import('express').Request} req
 * @returns {{ names: string[], timeoutSeconds: number }}
 */
export function scrapeOptions(req) {
  const query = new URLSearchParams(req.originalUrl.split('?')[1]);
  const header = Number(req.get('X-Prometheus-Scrape-Timeout-Seconds'));
  return {
    names: query.getAll('collect[]'),
    timeoutSeconds:
      header > 0 ? Math.min(header, LONGEST_TIMEOUT_SECONDS) : DEFAULT_TIMEOUT_SECONDS,
  };
}

function namesIn(registry) {
  return registry.getMetricsAsArray().map(({ name }) => name);
}

/** A name that is exposed twice would cost the whole scrape, so its second owner fails alone. */
function claimNames(registry, taken) {
  const names = namesIn(registry);
  const twice = names.find((name) => taken.has(name));
  if (twice !== undefined) {
    throw new Error(`the metric ${twice} exists already`);
  }
  for (const name of names) {
    taken.add(name);
  }
}

function hasText(text) {
  return text.trim() !== '';
}
