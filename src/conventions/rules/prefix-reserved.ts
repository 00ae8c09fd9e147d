import { suggestName } from '../correct-name.ts';
import { defineRule, type NameContext, type NameInput } from '../rule.ts';

/** The beginnings of such names. */
export const RESERVED = /^(?:process_|scrape_|up$)/;

/** `process_` is the client library's, `scrape_` and `up` are written by the Prometheus server per target. */
export const prefixReserved = defineRule({
  id: 'prefix-reserved',
  level: 'warning',
  why: 'Prometheus and its client libraries write metrics of these names themselves.',
  source: 'https://prometheus.io/docs/instrumenting/writing_exporters/#naming',
  problems(metric: NameInput, context: NameContext) {
    const match = RESERVED.exec(metric.name);
    if (match === null) return [];
    const message = `"${match[0]}" is reserved for metrics of Prometheus and its client libraries.`;
    return [{ message, suggestion: suggestName(metric, context) }];
  },
});
