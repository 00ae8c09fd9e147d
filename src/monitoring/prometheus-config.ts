import { stringify } from 'yaml';
import type { ExporterSpec } from '../spec/spec.ts';
import { localTarget, PUSHGATEWAY_JOB, RULES_FILE } from './paths.ts';

/** What a configuration leaves open. */
export interface ConfigurationOptions {
  /** `host:port` of the exporter, or of the Pushgateway of a batch job, as Prometheus sees it. */
  target: string;
  /** Paths relative to the configuration. */
  ruleFiles: string[];
  /** `host:port` of the Alertmanager. */
  alertmanager?: string;
}

/** One entry of `scrape_configs`. */
export function scrapeConfig(spec: ExporterSpec, target: string): object {
  const static_configs = [{ targets: [target] }];
  return spec.pattern === 'batch'
    ? { job_name: PUSHGATEWAY_JOB, honor_labels: true, static_configs }
    : { job_name: spec.name, static_configs };
}

/** A whole configuration of Prometheus. */
export function prometheusConfiguration(
  spec: ExporterSpec,
  { target, ruleFiles, alertmanager }: ConfigurationOptions,
): object {
  return {
    global: { scrape_interval: '15s', evaluation_interval: '15s' },
    rule_files: ruleFiles,
    ...(alertmanager !== undefined && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    }),
    scrape_configs: [scrapeConfig(spec, target)],
  };
}

/** `prometheus.yml`, ready to run, and the part of it for people who have a Prometheus already. */
export function prometheusConfig(spec: ExporterSpec): [path: string, content: string][] {
  const target = localTarget(spec);
  const hint =
    spec.pattern === 'batch'
      ? '# honor_labels keeps the job label of what was pushed; without it it would be called exported_job.\n'
      : '';
  return [
    [
      'prometheus.yml',
      `# A complete configuration: prometheus --config.file=prometheus.yml\n${hint}${stringify(
        prometheusConfiguration(spec, { target, ruleFiles: [RULES_FILE] }),
      )}`,
    ],
    [
      'prometheus-scrape.yml',
      `# For a Prometheus you have already: add this entry to its scrape_configs, with the address it sees.\n${hint}${stringify(
        [scrapeConfig(spec, target)],
      )}`,
    ],
  ];
}
