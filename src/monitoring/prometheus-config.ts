import type { ExporterSpec } from '../spec/spec.ts';
import { yamlText } from '../yaml/text.ts';
import { localTarget, PUSHGATEWAY_JOB, RULES_FILE, TARGETS_FILE } from './paths.ts';

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
function scrapeConfig(spec: ExporterSpec, target: string): object {
  return jobConfig(spec, { static_configs: [{ targets: [target] }] });
}

function jobConfig(spec: ExporterSpec, discovery: object): object {
  return spec.pattern === 'batch'
    ? { job_name: PUSHGATEWAY_JOB, honor_labels: true, ...discovery }
    : { job_name: spec.name, ...discovery };
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

/** `prometheus.yml`, ready to run, and the part of it for people who have a Prometheus already, in both usual forms. */
export function prometheusConfig(spec: ExporterSpec): [path: string, content: string][] {
  const target = localTarget(spec);
  const hint =
    spec.pattern === 'batch'
      ? '# honor_labels keeps the job label of what was pushed; without it it would be called exported_job.\n'
      : '';
  const runnable = prometheusConfiguration(spec, { target, ruleFiles: [RULES_FILE] });
  const byFile = jobConfig(spec, { file_sd_configs: [{ files: [TARGETS_FILE] }] });
  return [
    [
      'prometheus.yml',
      `# A complete configuration: prometheus --config.file=prometheus.yml\n${hint}${yamlText(runnable)}`,
    ],
    [
      'prometheus-scrape.yml',
      `# For a Prometheus you have already: add this entry to its scrape_configs, with the address it sees.
${hint}${yamlText([scrapeConfig(spec, target)])}${secured(spec)}
# Or this one, if targets come and go: Prometheus reads the file again when it changes.
${commented(yamlText([byFile]))}`,
    ],
    [
      TARGETS_FILE,
      `# Targets for file_sd_configs, each as Prometheus sees it.\n${yamlText([{ targets: [target] }])}`,
    ],
  ];
}

/** What the entry needs besides where its target speaks TLS or asks for a password; paths are relative to the configuration. */
function secured({ pattern, name }: ExporterSpec): string {
  const target = pattern === 'batch' ? 'Pushgateway' : 'exporter';
  return `  # What the ${target} needs if its --web.config.file asks for TLS or a password:
  # scheme: https
  # tls_config:
  #   ca_file: ${name}-ca.crt # Unless the system trusts the certificate.
  # basic_auth:
  #   username: prometheus
  #   password_file: ${name}-password
`;
}

function commented(text: string): string {
  return text.replace(/^(?=.)/gm, '# ');
}
