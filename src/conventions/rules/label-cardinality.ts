import { defineRule, type Family } from '../rule.ts';
import { snakeCase } from '../words.ts';

/** Last words of labels with a value per person, request or moment: `order_id` and `id`, but not `id_type`. */
const LAST_WORDS = new Set(
  `id uuid guid email mail user username userid session sid sessionid timestamp ts date datetime time
  ip ipaddress addr address url uri href path message msg trace traceid span spanid stacktrace`.split(
    /\s+/,
  ),
);
/** Labels whose last word alone would say too little. */
const WHOLE = new Set(
  'user_name full_name user_agent created_at updated_at started_at finished_at'.split(' '),
);

/** By the name of the label alone: a list of known values does not lift it, `allow` does. */
export const labelCardinality = defineRule({
  id: 'label-cardinality',
  level: 'error',
  why: 'Every new value is a new time series, and such labels never stop having new values.',
  source: 'https://prometheus.io/docs/practices/naming/#labels',
  problems: (metric: Pick<Family, 'name' | 'labels'>) =>
    Object.keys(metric.labels)
      .filter(isUnbounded)
      .map((label) => ({
        label,
        message: `The label "${label}" makes a time series for every value it ever has; such values belong in logs or traces.`,
      })),
});

function isUnbounded(label: string): boolean {
  const name = snakeCase(label);
  const last = name.slice(name.lastIndexOf('_') + 1);
  const forms = [last, last.replace(/s$/, ''), last.replace(/es$/, '')];
  return WHOLE.has(name) || forms.some((form) => LAST_WORDS.has(form));
}
