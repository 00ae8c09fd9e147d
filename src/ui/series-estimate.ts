import { estimateTotal, OPEN_LABEL_VALUES, seriesPerRequestKind } from '../conventions/index.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** How many series to expect, in words. */
export function seriesEstimate(spec: ExporterSpec): string {
  const { own, brought, hasOpenLabels } = estimateTotal(spec);
  const count = spec.metrics.length;
  const metrics = count === 1 ? 'your metric' : `your ${count} metrics`;
  const ofMetrics = count > 0 ? `, ${own} of them of ${metrics}` : '';
  const open = hasOpenLabels ? `, with ${OPEN_LABEL_VALUES} values for each open label` : '';
  const all = `about ${own + brought} series${ofMetrics}${open}`;
  if (!spec.http) return all;
  return `${all}; ${seriesPerRequestKind(spec.http)} more for each method, route and status answered`;
}
