import { ruleGroups } from '../../monitoring/rules.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import { type KubernetesObject, labels, releaseLabels } from './objects.ts';

/** The groups of monitoring/rules.yml, for the operator. */
export function prometheusRule(spec: ExporterSpec): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: spec.name, labels: releaseLabels(spec) },
    spec: { groups: ruleGroups(spec) },
  };
}

/** monitoring/dashboard.json as it is, for the Grafana that looks for this label. */
export function dashboardConfigMap(spec: ExporterSpec, dashboard: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${spec.name}-dashboard`,
      labels: { ...labels(spec), grafana_dashboard: '1' },
    },
    data: { [`${spec.name}.json`]: dashboard },
  };
}
