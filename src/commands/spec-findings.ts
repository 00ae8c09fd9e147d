import { lintSpec, settingFindings, sourceFindings } from '../conventions/index.ts';
import type { Finding } from '../findings.ts';
import { clashingAlerts } from '../monitoring/alerts/index.ts';
import type { SpecInput } from '../spec/schema.ts';
import type { ExporterSpec } from '../spec/spec.ts';

/** All that is to be said about a sound input: conventions, what is not read, settings, alerts that clash. */
export function specFindings(input: SpecInput, spec: ExporterSpec): Finding[] {
  return [
    ...lintSpec(spec),
    ...sourceFindings(input),
    ...settingFindings(spec),
    ...alertClashes(spec),
  ];
}

/** Alerts are named after their metric, and one that is called like another would replace it in Alertmanager: never allowed. */
function alertClashes(spec: ExporterSpec): Finding[] {
  return clashingAlerts(spec).map(({ metric, alert }) => ({
    rule: 'alert-name',
    level: 'error',
    subject: metric,
    message: `Its alert would be called ${alert}, as another one is: rename the metric or leave out its alert`,
  }));
}
