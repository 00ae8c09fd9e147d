import { Histogram, Summary } from '@prometheus-io/client';
import { finite } from './finite.js';
import { labelSets } from './label-sets.js';
import { requireLabels } from './require-labels.js';

/**
 * The business metrics: one function per event, so that the rest of the program knows events and
 * not metrics.
 *
 * Where all label values are known their series start at 0, which lets rate() see the first
 * increase.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 */
export function createMetrics(registry) {
  const payloadSize = new Summary({
    name: 'plain_payload_size_bytes',
    help: 'Size of the payloads.',
    labelNames: ['direction'],
    percentiles: [],
    registers: [registry],
  });
  for (const labels of labelSets({ direction: ['in', 'out'] })) {
    payloadSize.observe(labels, 0);
  }
  // Takes the observations back and leaves the series.
  payloadSize.reset();

  const turnaround = new Histogram({
    name: 'plain_turnaround_seconds',
    help: 'Time between a payload in and its answer out.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  return {
    /**
     * Size of the payloads.
     *
     * @param {{ direction: 'in' | 'out' }} labels
     * @param {number} bytes
     */
    observePayloadSize(labels, bytes) {
      requireLabels(payloadSize, labels);
      payloadSize.observe(labels, finite(bytes));
    },

    /**
     * Time between a payload in and its answer out.
     *
     * @param {number} seconds
     */
    observeTurnaround(seconds) {
      turnaround.observe(finite(seconds));
    },
  };
}
