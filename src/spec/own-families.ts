import type { ExporterSpec, Metric } from './spec.ts';

type Family = Omit<Metric, 'sql' | 'alert'>;

/** The metric families every generated program adds to those of its spec, under the name templates know them by. */
export interface OwnFamilies {
  requests?: Family;
  duration?: Family;
  inProgress?: Family;
  buildInfo: Family;
  collectorSuccess?: Family;
  collectorDuration?: Family;
}

/** The labels the generated middleware writes: methods it knows, the template of the route, the status. */
const REQUEST_LABELS = {
  method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other'],
  route: [],
  status: [],
};

/** One definition for both runtimes, the README and the conventions, so that they cannot disagree. */
export function ownFamilies(
  spec: Pick<ExporterSpec, 'namespace' | 'http' | 'collectors'>,
): OwnFamilies {
  const { namespace, http, collectors } = spec;
  return {
    ...(http && {
      requests: family(http.requests, 'counter', 'HTTP requests answered.', REQUEST_LABELS),
      duration: {
        ...family(http.duration, 'histogram', 'Time to answer an HTTP request.', REQUEST_LABELS),
        buckets: http.buckets,
      },
      inProgress: family(http.in_progress, 'gauge', 'HTTP requests being answered now.'),
    }),
    buildInfo: family(
      `${namespace}_build_info`,
      'gauge',
      'Version and revision of the running program; the value is always 1.',
      { version: [], revision: [] },
    ),
    ...(collectors.length > 0 && {
      collectorSuccess: family(
        `${namespace}_scrape_collector_success`,
        'gauge',
        'Whether the collector succeeded in this scrape: 1 for yes, 0 for no.',
        { collector: [...collectors] },
      ),
      collectorDuration: family(
        `${namespace}_scrape_collector_duration_seconds`,
        'gauge',
        'Time the collector took in this scrape.',
        { collector: [...collectors] },
      ),
    }),
  };
}

function family(
  name: string,
  type: Family['type'],
  help: string,
  labels: Family['labels'] = {},
): Family {
  return { name, type, help, labels, buckets: [], quantiles: [] };
}
