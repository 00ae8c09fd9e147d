import { estimateTotal, seriesPerRequestKind } from '../conventions/index.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** How many series to expect, in words. */
export function seriesEstimate(spec: ExporterSpec): string {
  const metrics = spec.metrics.length === 1 ? '1 metric' : `${spec.metrics.length} metrics`;
  const own = `${metrics} of your own, about ${estimateTotal(spec)} series`;
  if (!spec.http) return own;
  return `${own}; ${seriesPerRequestKind(spec.http)} more for each method, route and status answered`;
}
