import { type Family, family } from './family.ts';
import type { ExporterSpec } from './spec.ts';

/** The metric families every generated program adds to those of its spec, under the name templates know them by. */
export interface OwnFamilies {
  requests?: Family<'counter'>;
  duration?: Family<'histogram'>;
  inProgress?: Family<'gauge'>;
  buildInfo: Family<'gauge'>;
  /** Sidecar. */
  up?: Family<'gauge'>;
  scrapeDuration?: Family<'gauge'>;
  /** With collectors. */
  collectorSuccess?: Family<'gauge'>;
  collectorDuration?: Family<'gauge'>;
  scrapeErrors?: Family<'counter'>;
  seriesDropped?: Family<'counter'>;
  /** With a collector whose reads are kept. */
  collectorLastSuccess?: Family<'gauge'>;
  /** Batch. */
  jobLastSuccess?: Family<'gauge'>;
  jobLastCompletion?: Family<'gauge'>;
  jobDuration?: Family<'gauge'>;
  jobStageDuration?: Family<'gauge'>;
  jobRecords?: Family<'gauge'>;
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
  const collector = [...collectors];
  const cached = collectors.filter((name) => spec[name]!.min_interval > 0);
  return {
    ...(http && {
      requests: family(http.requests, 'counter', 'HTTP requests answered.', {
        labels: REQUEST_LABELS,
      }),
      duration: family(http.duration, 'histogram', 'Time to answer an HTTP request.', {
        labels: REQUEST_LABELS,
        buckets: http.buckets,
      }),
      inProgress: family(http.in_progress, 'gauge', 'HTTP requests being answered now.'),
    }),
    buildInfo: family(
      `${namespace}_build_info`,
      'gauge',
      'Version and revision of the running program; the value is always 1.',
      { labels: { version: [], revision: [] } },
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
        { labels: { collector } },
      ),
      collectorDuration: family(
        `${namespace}_scrape_collector_duration_seconds`,
        'gauge',
        'Time the collector took in this scrape.',
        { labels: { collector } },
      ),
      scrapeErrors: family(
        `${namespace}_scrape_errors_total`,
        'counter',
        'Scrapes in which the collector failed or was late.',
        { labels: { collector } },
      ),
      seriesDropped: family(
        `${namespace}_series_dropped_total`,
        'counter',
        'Series over the limit of the collector, left out or added up in the label value other.',
        { labels: { collector } },
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
        { labels: { stage: [...batch.stages] } },
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
export function collectorLastSuccess(namespace: string, collectors: string[]): Family<'gauge'> {
  return family(
    `${namespace}_collector_last_success_timestamp_seconds`,
    'gauge',
    'Unix time of the last successful read of a collector whose reads are cached.',
    { labels: { collector: collectors } },
  );
}
