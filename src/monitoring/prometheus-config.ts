import { stringify } from 'yaml';
import type { ExporterSpec } from '../spec/spec.ts';

/** Where the Pushgateway of a batch job listens unless told otherwise. */
const PUSHGATEWAY = 'localhost:9091';

/** The scrape config that both files share. */
function scrapeConfig(spec: ExporterSpec): object {
  if (spec.pattern === 'batch') {
    return {
      job_name: 'pushgateway',
      honor_labels: true,
      static_configs: [{ targets: [PUSHGATEWAY] }],
    };
  }
  return {
    job_name: spec.name,
    static_configs: [{ targets: [`localhost:${spec.port}`] }],
  };
}

/** `prometheus.yml`, ready to run, and the part of it for people who have a Prometheus already. */
export function prometheusConfig(spec: ExporterSpec): [path: string, content: string][] {
  const runnable = {
    global: { scrape_interval: '15s' },
    scrape_configs: [scrapeConfig(spec)],
  };
  const hint =
    spec.pattern === 'batch'
      ? '# honor_labels keeps the job label of what was pushed; without it it would be called exported_job.\n'
      : '';
  return [
    [
      'prometheus.yml',
      `# A complete configuration: prometheus --config.file=prometheus.yml\n${hint}${stringify(runnable)}`,
    ],
    [
      'prometheus-scrape.yml',
      `# For a Prometheus you have already: add this entry to its scrape_configs, with the address it sees.\n${hint}${stringify([scrapeConfig(spec)])}`,
    ],
  ];
}
