import { camelCaseName } from '../../monitoring/alerts/definition.ts';
import { ownFamilies } from '../../spec/own-families.ts';
import type { ExporterSpec } from '../../spec/spec.ts';

interface Inhibition {
  source_matchers: string[];
  target_matchers: string[];
  /** Labels that both have in common; none where they are about different jobs. */
  equal?: string[];
}

/** `inhibit_rules` of the Alertmanager: of alerts about one fault the one that names it is sent. */
export function inhibitions(spec: ExporterSpec): Inhibition[] {
  const alert = (rest: string) => `alertname = ${camelCaseName(spec.name)}${rest}`;
  const found: Inhibition[] = [];
  if (spec.pattern === 'batch') {
    found.push({
      source_matchers: [alert('PushgatewayDown')],
      target_matchers: [alert('Absent')],
    });
  }
  if (ownFamilies(spec).collectorLastSuccess) {
    found.push({
      source_matchers: [alert('CollectorFailing')],
      target_matchers: [alert('ReadStale')],
      equal: ['job', 'instance', 'collector'],
    });
  }
  return found;
}
