import { claimedNames } from '../claimed-names.ts';
import { suggestName } from '../correct-name.ts';
import { type Claim, type Context, defineRule, type Family, type Problem } from '../rule.ts';
import { snakeCase } from '../words.ts';

/** The data model. A colon is left to reserved-chars, so that it is reported once. */
const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Which label the series of a type write themselves; clients refuse a second one. */
const OWN_LABEL: Partial<Record<Family['type'], string>> = {
  histogram: 'le',
  summary: 'quantile',
};

/** What the Pushgateway writes into every series, in the place of a label that was pushed. */
export const PUSHED_LABEL = 'job';

/** Names that no server or client would take: outside the data model, internal, or taken by another family. */
export const nameInvalid = defineRule({
  id: 'name-invalid',
  level: 'error',
  why: 'A name outside the data model, or one that is taken, makes the exporter fail at its start or its first scrape.',
  source: 'https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels',
  problems(metric: Pick<Family, 'name' | 'type' | 'labels'>, context: Context) {
    return [
      ...nameProblems(metric, context),
      ...Object.keys(metric.labels).flatMap((label) =>
        labelProblems(label, metric.type, context).map((problem) => ({ ...problem, label })),
      ),
      ...clashes(metric, context.claimed),
    ];
  },
});

function nameProblems(metric: Pick<Family, 'name' | 'type'>, context: Context): Problem[] {
  const { name } = metric;
  const suggestion = suggestName(metric, context);
  if (!METRIC_NAME.test(name)) {
    const message =
      'A metric name has letters, digits and underscores only and does not start with a digit.';
    return [{ message, suggestion }];
  }
  if (name.startsWith('__')) {
    return [{ message: 'Names that start with "__" are internal to Prometheus.', suggestion }];
  }
  return [];
}

function labelProblems(
  label: string,
  type: Family['type'],
  { isPushed }: Pick<Context, 'isPushed'>,
): Problem[] {
  if (label === OWN_LABEL[type]) {
    return [{ message: `The label "${label}" is written by the ${type} itself.` }];
  }
  if (isPushed && label === PUSHED_LABEL) {
    const message = `The Pushgateway writes the name of the job into the label "${label}" of every series; choose another name for the label.`;
    return [{ message }];
  }
  if (!LABEL_NAME.test(label)) {
    return [
      {
        message: `The label "${label}" has more than letters, digits and underscores, or starts with a digit.`,
        suggestion: correctLabel(label),
      },
    ];
  }
  if (label.startsWith('__')) {
    return [
      {
        message: `The label "${label}" starts with "__", which is internal to Prometheus.`,
        suggestion: correctLabel(label),
      },
    ];
  }
  return [];
}

/** A corrected label, or undefined where no letter is left to make one of. */
function correctLabel(label: string): string | undefined {
  const name = snakeCase(label).replace(/^[0-9_]+/, '');
  return name === '' ? undefined : name;
}

function clashes(metric: Pick<Family, 'name' | 'type'>, claimed: Context['claimed']): Problem[] {
  const names = claimedNames(metric);
  const shared = names.find((name) => claimed.has(name));
  if (shared === undefined) return [];
  const same = names.map((name) => claimed.get(name)).find((one) => one?.name === metric.name);
  if (same) {
    const message = same.owner
      ? `The name is taken: ${exposedBy(same)}; choose another.`
      : 'Another metric has the same name.';
    return [{ message }];
  }
  const claim = claimed.get(shared)!;
  const other = claim.name;
  // Its series keep the suffix; the name of its family is what the other has, too.
  const isFamily =
    other === `${shared}_total` || (metric.type === 'counter' && shared === names[0]);
  const why = isFamily
    ? `in OpenMetrics a counter's family is called without "_total", and both take the name "${shared}"`
    : `the series of both take the name "${shared}"`;
  const who = claim.owner ? ` (${exposedBy(claim)})` : '';
  return [{ message: `Clashes with "${other}"${who}: ${why}.` }];
}

/** `the project itself exposes it, "HTTP requests answered"`: nobody remembers having given such a name. */
function exposedBy({ owner, help }: Claim): string {
  return `${owner} exposes it${help === undefined ? '' : `, "${help.replace(/\.$/, '')}"`}`;
}
