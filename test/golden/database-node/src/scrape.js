import { createReader } from './collector-reader.js';
import { startDeadline } from './deadline.js';
import { textOf } from './families.js';
import { maskSecrets } from './logger.js';
import { OUTCOME_NAMES, outcomeOf } from './scrape-outcome.js';

/** For those who announce none. */
const DEFAULT_TIMEOUT_SECONDS = 10;
const LONGEST_TIMEOUT_SECONDS = 120;
/** Kept back from the scrape timeout, so that the answer arrives before Prometheus gives up. */
const TIMEOUT_OFFSET_SECONDS = 0.5;
const SHORTEST_TIMEOUT_SECONDS = 0.1;
/**
 * What an error may quote, whole or cut off, that differs every time though the error is the same.
 */
const QUOTED = /"(?:[^"\\…]|\\.)*["…]|(?<!\w)'[^'…]*['…]|\{[^}…]*[}…]|\d+\.\d+/g;

/**
 * @typedef {object} Collector reads metrics from somewhere else when it is asked to
 * @property {string} name as in --collector.<name> and the label `collector`
 * @property {(scrape: { registry: import('@prometheus-io/client').Registry, signal: AbortSignal,
 *   seconds?: number }) => unknown} collect creates its metrics in `registry`, which belongs to
 *   this read only, and throws when it cannot, or an IncompleteError when only some are missing;
 *   `signal` aborts at the deadline, `seconds` from now
 * @property {string[]} [summable] gauges whose series may be added up
 * @property {() => unknown} [close] at shutdown
 * @property {number} [maxSeries] 0 is no limit
 * @property {number} [minInterval] seconds a read is kept; 0 reads at every scrape
 */

/** A scrape that asks for something that is not there. */
class BadScrapeError extends Error {
  status = 400;
}

/**
 * Runs the collectors of one scrape side by side. One that fails or is late loses its own metrics
 * and nobody else's.
 *
 * @param {object} options
 * @param {import('@prometheus-io/client').Registry} options.registry of the program itself
 * @param {Collector[]} options.collectors
 * @param {import('./logger.js').Logger} options.logger
 */
export function createScraper({ registry, collectors, logger }) {
  const readers = new Map(collectors.map((collector) => [collector.name, createReader(collector)]));
  const states = new Map(
    collectors.map(({ name }) => [name, { name, state: 'not run yet', errors: 0 }]),
  );

  async function readOne(name, deadline) {
    const started = performance.now();
    const result = { name, families: [] };
    try {
      Object.assign(result, await readers.get(name).read(deadline));
    } catch (caught) {
      result.error = caught instanceof Error ? caught : new Error(String(caught));
    }
    return { ...result, seconds: (performance.now() - started) / 1000 };
  }

  function remember({ name, seconds, error }) {
    const before = states.get(name);
    const state = error ? 'failed' : 'ok';
    const lastError = error ? maskSecrets(error.message) : before.lastError;
    const errors = before.errors + (error ? 1 : 0);
    states.set(name, { name, state, seconds, lastError, errors });
    if (error) {
      const isKnown = before.state === 'failed' && gist(before.lastError) === gist(lastError);
      const level = isKnown ? 'debug' : 'warn';
      logger[level]('collector failed', { collector: name, error });
    } else if (before.state === 'failed') {
      logger.info('collector works again', { collector: name });
    }
    return errors;
  }

  /**
   * @param {object} [options]
   * @param {string[]} [options.names] only these collectors; all when empty
   * @param {number} [options.timeoutSeconds] the time the one who asks waits for the answer
   * @returns {Promise<{ text: string, ok: boolean }>} the exposition, and whether nothing failed
   */
  async function scrape({ names = [], timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = {}) {
    const unknown = names.find((name) => !readers.has(name));
    if (unknown !== undefined) {
      throw new BadScrapeError(`There is no enabled collector called "${unknown}".`);
    }
    const chosen = [...readers.keys()].filter((name) => names.length === 0 || names.includes(name));
    const deadline = startDeadline(
      Math.max(timeoutSeconds - TIMEOUT_OFFSET_SECONDS, SHORTEST_TIMEOUT_SECONDS),
    );
    try {
      const read = await Promise.all(chosen.map((name) => readOne(name, deadline)));
      const own = registry.getMetricsAsArray().map(({ name }) => name);
      const results = refuseTwins(read, [...own, ...OUTCOME_NAMES]).map((result) => {
        const errors = remember(result);
        return { ...result, errors, ...readers.get(result.name).totals() };
      });
      const texts = [
        await registry.metrics(),
        await textOf(results.flatMap(({ families }) => families)),
        await outcomeOf(results).metrics(),
      ];
      return {
        text: texts.filter((text) => text.trim() !== '').join('\n'),
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

function gist(message) {
  return message.replace(QUOTED, '');
}

/** A name that is exposed twice would cost the whole scrape, so its second owner fails alone. */
function refuseTwins(results, names) {
  const taken = new Set(names);
  return results.map((result) => {
    const twin = result.families.find(({ name }) => taken.has(name));
    if (twin) {
      return {
        ...result,
        families: [],
        error: new Error(`the metric ${twin.name} exists already`),
      };
    }
    for (const { name } of result.families) {
      taken.add(name);
    }
    return result;
  });
}
