import { correctName } from '../correct-name.ts';
import { type Context, defineRule, type Family } from '../rule.ts';
import { snakeCase } from '../words.ts';

/** The namespace may have the name of a label: `queue_jobs_total{queue}` of an exporter for queues is in order. */
export const labelInName = defineRule({
  id: 'label-in-name',
  level: 'warning',
  why: 'The name would be wrong as soon as the label is aggregated away.',
  source: 'https://prometheus.io/docs/practices/naming/#general-labelling-advice',
  problems(
    { name, type, labels }: Pick<Family, 'name' | 'type' | 'labels'>,
    context: Pick<Context, 'namespace'>,
  ) {
    const { namespace } = context;
    const prefix = namespace !== '' && name.startsWith(`${namespace}_`) ? namespace.length : 0;
    const own = `_${snakeCase(name.slice(prefix))}_`;
    return Object.keys(labels).flatMap((label) => {
      const repeated = snakeCase(label);
      // The states of one thing have a label of its very name.
      if (repeated === '' || label === name || !own.includes(`_${repeated}_`)) return [];
      const rest = own.replace(new RegExp(`(?:_by|_per)?_${repeated}_`), '_');
      return [
        {
          message: `The name repeats the label "${label}".`,
          suggestion: correctName(rest, type, namespace),
        },
      ];
    });
  },
});
