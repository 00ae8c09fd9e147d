import { camelCaseName } from '../../monitoring/alerts/definition.ts';
import type { ExporterSpec } from '../../spec/spec.ts';

interface Inhibition {
  source_matchers: string[];
  target_matchers: string[];
  /** Labels that both have in common; none where they are about different jobs. */
  equal?: string[];
}

/** `inhibit_rules` of the Alertmanager: of alerts about one fault the most telling one is sent. */
export function inhibitions(spec: ExporterSpec): Inhibition[] {
  const alert = (rests: string[]) => {
    const names = rests.map((rest) => `${camelCaseName(spec.name)}${rest}`);
    return names.length === 1 ? `alertname = ${names[0]}` : `alertname =~ "${names.join('|')}"`;
  };
  const inhibit = (sources: string[], target: string, equal?: string[]): Inhibition => ({
    source_matchers: [alert(sources)],
    target_matchers: [alert([target])],
    ...(equal && { equal }),
  });
  if (spec.pattern === 'batch') {
    return [
      inhibit(['PushgatewayDown', 'PushgatewayAbsent'], 'Absent'),
      // Not the other way round: a warning that hides what is critical would leave whoever is woken by that asleep.
      inhibit(['Overdue', 'NeverSucceeded'], 'Failed', ['job']),
    ];
  }
  if (spec.pattern !== 'sidecar' || spec.collectors.length === 0) return [];
  // A collector that does not answer lasts as long as the scrape.
  return [inhibit(['CollectorFailing'], 'ScrapeSlow', ['job', 'instance'])];
}
