import type { MetricInput, MetricType, Pattern } from './schema.ts';

/** One metric of each type that shows how the type is used, for a start without metrics of one's own. */
export function sampleMetrics(
  types: readonly MetricType[],
  namespace: string,
  pattern: Pattern = 'application',
): MetricInput[] {
  const samples = pattern === 'batch' ? jobSamples(namespace) : shopSamples(namespace);
  return types.map((type) => samples[type]);
}

function shopSamples(namespace: string): Record<MetricType, MetricInput> {
  return {
    counter: {
      name: `${namespace}_orders_total`,
      type: 'counter',
      help: 'Orders placed.',
      labels: { channel: ['web', 'mobile'] },
    },
    gauge: {
      name: `${namespace}_queue_length`,
      type: 'gauge',
      help: 'Orders waiting to be processed.',
    },
    histogram: {
      name: `${namespace}_order_processing_duration_seconds`,
      type: 'histogram',
      help: 'Time to process an order.',
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5],
    },
    summary: {
      name: `${namespace}_receipt_size_bytes`,
      type: 'summary',
      help: 'Size of the receipts sent.',
      quantiles: [0.5, 0.9, 0.99],
    },
  };
}

/** What one run of a job counts and measures. */
function jobSamples(namespace: string): Record<MetricType, MetricInput> {
  return {
    counter: {
      name: `${namespace}_rows_rejected_total`,
      type: 'counter',
      help: 'Rows the last run rejected.',
      labels: { reason: ['invalid', 'duplicate'] },
    },
    gauge: {
      name: `${namespace}_rows_imported`,
      type: 'gauge',
      help: 'Rows the last run imported.',
      labels: { table: ['orders', 'customers'] },
    },
    histogram: {
      name: `${namespace}_row_duration_seconds`,
      type: 'histogram',
      help: 'Time to import a row.',
      buckets: [0.001, 0.01, 0.1, 1],
    },
    summary: {
      name: `${namespace}_file_size_bytes`,
      type: 'summary',
      help: 'Size of the files read.',
    },
  };
}
