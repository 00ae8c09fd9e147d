import type { MetricInput, MetricType } from './schema.ts';

/** One metric of each type that shows how the type is used, for a start without metrics of one's own. */
export function sampleMetrics(types: readonly MetricType[], namespace: string): MetricInput[] {
  const samples: Record<MetricType, MetricInput> = {
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
  return types.map((type) => samples[type]);
}
