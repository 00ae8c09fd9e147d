import { Registry } from '@prometheus-io/client';
import { startDeadline } from './deadline.js';
import { familiesOf } from './families.js';
import { IncompleteError } from './incomplete-error.js';
import { capSeries } from './series-cap.js';

/** A collector that never answers must not pile up reads for ever. */
const MOST_UNFINISHED = 100;
/** Time for a read that no single scrape owns, because several may wait for it. */
const SHARED_READ_SECONDS = 10;

/**
 * Reads one collector for scrapes: every scrape gets families of its own, or, with a `minInterval`,
 * what the last read gave for as long as it is not older than that. There is no timer: a read
 * starts when a scrape needs it, and scrapes that come meanwhile wait for the same one.
 *
 * @typedef {object} Reading
 * @property {import('./families.js').Family[]} families
 * @property {Error} [error] why some families are missing
 *
 * @param {import('./scrape.js').Collector} collector
 */
export function createReader(collector) {
  const { maxSeries = 0, minInterval = 0, summable = [] } = collector;
  let unfinished = 0;
  let shown = new Set();
  let dropped = 0;
  let lastSuccess;
  let cached;
  let running;

  async function collect({ signal, seconds }) {
    if (unfinished >= MOST_UNFINISHED) {
      throw new Error(`${unfinished} earlier reads have not ended yet`);
    }
    const registry = new Registry();
    unfinished += 1;
    try {
      const error = await whatIsMissing(() => collector.collect({ registry, signal, seconds }));
      return { families: await familiesOf(registry), error };
    } finally {
      unfinished -= 1;
    }
  }

  async function readNow(deadline) {
    const { families, error } = await Promise.race([collect(deadline), deadline.expired]);
    const capped = capSeries(families, { maxSeries, summable, shown });
    // A series that is missing for once keeps its place.
    shown = error ? shown : capped.shown;
    dropped += capped.dropped;
    return { families: capped.families, error };
  }

  async function refresh(seconds) {
    const deadline = startDeadline(Math.max(seconds, SHARED_READ_SECONDS));
    try {
      const { families, error } = await readNow(deadline);
      const reading = { families: families.map(withAge), error };
      cached = { reading, at: performance.now() };
      lastSuccess = error ? lastSuccess : Date.now() / 1000;
      return reading;
    } finally {
      deadline.stop();
      running = undefined;
    }
  }

  function withAge(family) {
    return { ...family, help: `${family.help} (cached for up to ${minInterval} s)` };
  }

  function readCached(deadline) {
    if (cached && performance.now() - cached.at < minInterval * 1000) {
      return cached.reading;
    }
    // What is too old is gone, also when the upstream cannot be read.
    cached = undefined;
    running ??= refresh(deadline.seconds);
    return Promise.race([running, deadline.expired]);
  }

  return {
    /**
     * @param {ReturnType<typeof startDeadline>} deadline of the scrape
     * @returns {Promise<Reading>} fails when nothing could be read
     */
    read: async (deadline) => (minInterval > 0 ? readCached(deadline) : readNow(deadline)),

    /** What is counted over all scrapes. */
    totals: () => ({ dropped, lastSuccess }),
  };
}

async function whatIsMissing(collect) {
  try {
    await collect();
    return undefined;
  } catch (error) {
    if (error instanceof IncompleteError) {
      return error;
    }
    throw error;
  }
}
