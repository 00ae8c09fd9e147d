import { Counter, Gauge, Histogram, Summary } from '@prometheus-io/client';
import { finite } from './finite.js';
import { labelSets } from './label-sets.js';
import { requireLabels } from './require-labels.js';

/**
 * The metrics of the job: one function per event, so that the stages know events and not metrics.
 *
 * Where all label values are known their series start at 0, so that a run that fails early says 0
 * and does not leave the values of the run before.
 *
 * A gauge is pushed by runs that set it: one that fails before leaves the last good value.
 *
 * @param {import('@prometheus-io/client').Registry} registry
 */
export function createMetrics(registry) {
  const rowsImported = new Gauge({
    name: 'nightly_rows_imported',
    help: 'Rows imported by the last run.',
    labelNames: ['table'],
    registers: [registry],
  });

  const rowDuration = new Histogram({
    name: 'nightly_row_duration_seconds',
    help: 'Time to import a row.',
    buckets: [0.001, 0.01, 0.1, 1],
    registers: [registry],
  });

  const rowsRejected = new Counter({
    name: 'nightly_rows_rejected_total',
    help: 'Rows rejected by the last run.',
    labelNames: ['source', 'reason'],
    registers: [registry],
  });

  const retries = new Counter({
    name: 'nightly_retries_total',
    help: 'Requests that had to be made again.',
    registers: [registry],
  });

  const backlog = new Gauge({
    name: 'nightly_backlog_bytes',
    help: 'Size of what is left for the next run.',
    registers: [registry],
  });
  // Absent until it is set: a 0 of a run that fails would replace the last good value.
  backlog.remove();

  const fileSize = new Summary({
    name: 'nightly_file_size_bytes',
    help: 'Size of the files read.',
    labelNames: ['format'],
    percentiles: [],
    registers: [registry],
  });
  for (const labels of labelSets({ format: ['csv', 'json'] })) {
    fileSize.observe(labels, 0);
  }
  // Takes the observations back and leaves the series.
  fileSize.reset();

  const requestDuration = new Histogram({
    name: 'nightly_request_duration_seconds',
    help: 'Time until the source answered.',
    labelNames: ['source'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  return {
    /**
     * Rows imported by the last run.
     *
     * @param {{ table: 'orders' | 'customers' }} labels
     * @param {number} value
     */
    setRowsImported(labels, value) {
      requireLabels(rowsImported, labels);
      rowsImported.set(labels, finite(value));
    },

    /**
     * Time to import a row.
     *
     * @param {number} seconds
     */
    observeRowDuration(seconds) {
      rowDuration.observe(finite(seconds));
    },

    /**
     * Rows rejected by the last run.
     *
     * @param {{ source: string, reason: 'invalid' | 'duplicate' }} labels
     * @param {number} [amount]
     */
    recordRowsRejected(labels, amount = 1) {
      requireLabels(rowsRejected, labels);
      rowsRejected.inc(labels, finite(amount));
    },

    /**
     * Requests that had to be made again.
     *
     * @param {number} [amount]
     */
    recordRetry(amount = 1) {
      retries.inc(finite(amount));
    },

    /**
     * Size of what is left for the next run.
     *
     * @param {number} bytes
     */
    setBacklog(bytes) {
      backlog.set(finite(bytes));
    },

    /**
     * Size of the files read.
     *
     * @param {{ format: 'csv' | 'json' }} labels
     * @param {number} bytes
     */
    observeFileSize(labels, bytes) {
      requireLabels(fileSize, labels);
      fileSize.observe(labels, finite(bytes));
    },

    /**
     * Time until the source answered.
     *
     * @param {{ source: string }} labels
     * @param {number} seconds
     */
    observeRequestDuration(labels, seconds) {
      requireLabels(requestDuration, labels);
      requestDuration.observe(labels, finite(seconds));
    },
  };
}
