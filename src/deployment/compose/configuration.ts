import { DASHBOARD_FILE, RULES_FILE } from '../../monitoring/paths.ts';
import { prometheusConfiguration } from '../../monitoring/prometheus-config.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { yamlText } from '../../yaml/text.ts';
import { inhibitions } from './inhibitions.ts';

/** Path → content. */
type File = [path: string, content: string];

/** What the tools beside the exporter are configured with. */
export function configurationFiles(spec: ExporterSpec): File[] {
  return [
    ['deploy/compose/prometheus.yml', prometheus(spec)],
    ['deploy/compose/alertmanager.yml', alertmanager(spec)],
    ['deploy/compose/grafana/datasources/prometheus.yml', datasource()],
    ['deploy/compose/grafana/dashboards/dashboards.yml', dashboards(spec)],
  ];
}

function prometheus(spec: ExporterSpec): string {
  const target = spec.pattern === 'batch' ? 'pushgateway:9091' : `exporter:${spec.port}`;
  return yamlText(
    prometheusConfiguration(spec, {
      target,
      ruleFiles: [`../../${RULES_FILE}`],
      alertmanager: 'alertmanager:9093',
    }),
    {
      header:
        'The Prometheus of compose.yaml; it reaches the other containers by the names of their services.',
    },
  );
}

function alertmanager(spec: ExporterSpec): string {
  const rules = inhibitions(spec);
  return yamlText(
    {
      route: { receiver: 'nobody', group_by: ['alertname', 'job'] },
      ...(rules.length > 0 && { inhibit_rules: rules }),
      receivers: [{ name: 'nobody' }],
    },
    {
      comments: [
        ...(rules.length > 0
          ? [
              [
                ['inhibit_rules'],
                `One fault, one message: the target is not sent while the source fires.${spec.pattern === 'batch' ? '\nWhere --push.grouping adds labels, add them to "equal".' : ''}`,
              ] as [string[], string],
            ]
          : []),
        [
          ['receivers'],
          'Alerts are shown at the address of the Alertmanager and sent to nobody. To send them, give the receiver\nemail_configs, slack_configs, webhook_configs or another kind.',
        ],
      ],
    },
  );
}

function datasource(): string {
  return yamlText({
    apiVersion: 1,
    datasources: [
      {
        name: 'Prometheus',
        uid: 'prometheus',
        type: 'prometheus',
        access: 'proxy',
        url: 'http://prometheus:9090',
        isDefault: true,
        editable: false,
        // The scrape interval, below which rates have no data.
        jsonData: { httpMethod: 'POST', timeInterval: '15s' },
      },
    ],
  });
}

function dashboards({ name }: ExporterSpec): string {
  return yamlText(
    {
      apiVersion: 1,
      providers: [
        {
          name,
          type: 'file',
          allowUiUpdates: false,
          options: { path: '/etc/grafana/dashboards' },
        },
      ],
    },
    {
      header: `Grafana shows ${DASHBOARD_FILE}. Changes are made in the file: it is read again within seconds.`,
    },
  );
}
