import { stringify } from 'yaml';
import type { ExporterSpec } from '../spec/spec.ts';

/** The scrape config that both files share. */
function scrapeConfig(spec: ExporterSpec): object {
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
  return [
    [
      'prometheus.yml',
      `# A complete configuration: prometheus --config.file=prometheus.yml\n${stringify(runnable)}`,
    ],
    [
      'prometheus-scrape.yml',
      `# For a Prometheus you have already: add this entry to its scrape_configs, with the address it sees.\n${stringify([scrapeConfig(spec)])}`,
    ],
  ];
}
