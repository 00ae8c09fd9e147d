import type { ExporterSpec, Metric } from './spec.ts';

type Family = Omit<Metric, 'sql' | 'alert'>;

/** The metric families every generated program adds to those of its spec, under the name templates know them by. */
export interface OwnFamilies {
  requests?: Family;
  duration?: Family;
  inProgress?: Family;
  buildInfo: Family;
  /** Sidecar. */
  up?: Family;
  scrapeDuration?: Family;
  /** With collectors. */
  collectorSuccess?: Family;
  collectorDuration?: Family;
  scrapeErrors?: Family;
  seriesDropped?: Family;
  /** With a collector whose reads are kept. */
  collectorLastSuccess?: Family;
  /** Batch. */
  jobLastSuccess?: Family;
  jobLastCompletion?: Family;
  jobDuration?: Family;
  jobStageDuration?: Family;
  jobRecords?: Family;
}

/** The labels the generated middleware writes: methods it knows, the template of the route, the status. */
const REQUEST_LABELS = {
  method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other'],
  route: [],
  status: [],
};

/** One definition for both runtimes, the README and the conventions, so that they cannot disagree. */
export function ownFamilies(spec: ExporterSpec): OwnFamilies {
  const { namespace, http, collectors, pattern, batch } = spec;
  const collector = { collector: [...collectors] };
  const cached = collectors.filter((name) => spec[name]!.min_interval > 0);
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
    ...(pattern === 'sidecar' && {
      up: family(
        `${namespace}_up`,
        'gauge',
        'Whether every collector succeeded in this scrape: 1 for yes, 0 for no.',
      ),
      scrapeDuration: family(
        `${namespace}_scrape_duration_seconds`,
        'gauge',
        'Time this scrape took.',
      ),
    }),
    ...(collectors.length > 0 && {
      collectorSuccess: family(
        `${namespace}_scrape_collector_success`,
        'gauge',
        'Whether the collector succeeded in this scrape: 1 for yes, 0 for no.',
        collector,
      ),
      collectorDuration: family(
        `${namespace}_scrape_collector_duration_seconds`,
        'gauge',
        'Time the collector took in this scrape.',
        collector,
      ),
      scrapeErrors: family(
        `${namespace}_scrape_errors_total`,
        'counter',
        'Scrapes in which the collector failed or was late.',
        collector,
      ),
      seriesDropped: family(
        `${namespace}_series_dropped_total`,
        'counter',
        'Series over the limit of the collector, left out or added up in the label value other.',
        collector,
      ),
    }),
    ...(cached.length > 0 && { collectorLastSuccess: collectorLastSuccess(namespace, cached) }),
    ...(batch && {
      jobLastSuccess: family(
        `${namespace}_job_last_success_timestamp_seconds`,
        'gauge',
        'Time the job last succeeded, in seconds since 1970.',
      ),
      jobLastCompletion: family(
        `${namespace}_job_last_completion_timestamp_seconds`,
        'gauge',
        'Time the job last ended, successful or not, in seconds since 1970.',
      ),
      jobDuration: family(
        `${namespace}_job_duration_seconds`,
        'gauge',
        'Time the last run of the job took.',
      ),
      jobStageDuration: family(
        `${namespace}_job_stage_duration_seconds`,
        'gauge',
        'Time each stage of the job took in its last run.',
        { stage: [...batch.stages] },
      ),
      jobRecords: family(
        `${namespace}_job_records_processed`,
        'gauge',
        'Records the last run of the job processed.',
      ),
    }),
  };
}

/** Also there when a flag of the running program makes it keep reads. */
export function collectorLastSuccess(namespace: string, collectors: string[]): Family {
  return family(
    `${namespace}_collector_last_success_timestamp_seconds`,
    'gauge',
    'Unix time of the last successful read of a collector whose reads are cached.',
    { collector: collectors },
  );
}

function family(
  name: string,
  type: Family['type'],
  help: string,
  labels: Family['labels'] = {},
): Family {
  return { name, type, help, labels, buckets: [], quantiles: [] };
}
