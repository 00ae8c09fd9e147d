import { Gauge } from {{client}};
import { createHttpClient } from '../http-client.js';
import { BusyError } from '../slots.js';

/** What is told about each target; `read` gives undefined where there is nothing to tell. */
const FAMILIES = [
  {
    {{{property 'name' families.httpProbe.available.name indent=4}}}
    {{{property 'help' families.httpProbe.available.help indent=4}}}
    read: ({ available }) => (available ? 1 : 0),
  },
  {
    {{{property 'name' families.httpProbe.responseTimeSeconds.name indent=4}}}
    {{{property 'help' families.httpProbe.responseTimeSeconds.help indent=4}}}
    read: ({ answer }) => answer?.seconds,
  },
  {
    {{{property 'name' families.httpProbe.statusCode.name indent=4}}}
    {{{property 'help' families.httpProbe.statusCode.help indent=4}}}
    read: ({ answer }) => answer?.status,
  },
];
const LABEL = 'api_name';

/** What is over is not read: the answer counts all the same. */
const MAX_BODY_BYTES = 1_000_000;
/** Kept back from the time for the scrape, to tell what did not answer. */
const RESERVE_SECONDS = 0.1;

/**
 * Asks web addresses whether they answer. One that does not is a value, 0, and no failure.
 *
 * @param {object} options
 * @param {Map<string, string>} options.targets addresses by name
 * @param {number[]} options.expectStatus
 * @param {number} options.timeoutSeconds for one target
 * @param {number} options.concurrency targets asked at the same time, over all scrapes
 * @param {import('../logger.js').Logger} options.logger
 * @param {ReturnType<typeof createHttpClient>} [options.client]
 * @returns {import('../scrape.js').Collector}
 */
export function createHttpProbeCollector({
  targets,
  expectStatus,
  timeoutSeconds,
  concurrency,
  logger,
  client = createHttpClient({ connections: concurrency }),
}) {
  const states = new Map();

  async function probe([name, url], seconds, signal) {
    let answer;
    let reason;
    try {
      answer = await client.get(url, {
        maxBytes: MAX_BODY_BYTES,
        final: expectStatus,
        seconds,
        signal,
      });
    } catch (error) {
      if (error instanceof BusyError) {
        // Nothing is known about a target that was not asked.
        throw error;
      }
      reason = error.message;
    }
    const available = expectStatus.includes(answer?.status);
    remember(name, available, reason ?? `status ${answer.status}`);
    return { name, available, answer };
  }

  function remember(name, available, reason) {
    if (!available && states.get(name) !== false) {
      logger.warn('API is not available', { api: name, reason });
    } else if (available && states.get(name) === false) {
      logger.info('API is available again', { api: name });
    }
    states.set(name, available);
  }

  return {
    name: 'http-probe',
    async collect({ registry, signal, seconds = Number.POSITIVE_INFINITY }) {
      // Targets that hang take turns: each gets a share of the time, so that all are asked.
      const left = seconds - RESERVE_SECONDS;
      if (left <= 0) {
        throw new BusyError('there is no time to ask');
      }
      const share = left / Math.ceil(targets.size / concurrency);
      const limit = Math.min(timeoutSeconds, share);
      const probes = [...targets].map((target) => probe(target, limit, signal));
      const results = await Promise.all(probes);
      for (const family of FAMILIES) {
        addFamily(registry, family, results);
      }
    },
    close: () => client.close(),
  };
}

function addFamily(registry, { name, help, read }, results) {
  const known = results.filter((result) => read(result) !== undefined);
  if (known.length > 0) {
    const family = new Gauge({ name, help, labelNames: [LABEL], registers: [registry] });
    for (const result of known) {
      family.set({ [LABEL]: result.name }, read(result));
    }
  }
}
