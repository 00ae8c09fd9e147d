import promBundle from 'express-prom-bundle';

/** In place of the generated instrumentation: the same labels and buckets. */
export function createHttpMetrics() {
  return promBundle({
    autoregister: false,
    includeMethod: true,
    includePath: true,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
}
