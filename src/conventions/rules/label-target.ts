import { type Context, defineRule, type Family } from '../rule.ts';
import { snakeCase } from '../words.ts';
import { PUSHED_LABEL } from './name-invalid.ts';

/** The names the documentation warns of, and what service discovery of Prometheus usually sets. */
const TARGET_LABELS = new Set(
  `job instance env environment region zone availability_zone az cluster datacenter data_center dc
  service owner customer namespace pod container node host hostname`.split(/\s+/),
);

/** Prometheus writes these itself, in rules and their tests, too; what the program calls so becomes `exported_…`. */
const ALWAYS_TAKEN = new Set(['job', 'instance']);

/** But for those, lifted by a closed list of known values: then the label says something about the thing that is measured. */
export const labelTarget = defineRule({
  id: 'label-target',
  level: 'warning',
  why: 'Where a target runs is known to Prometheus; a label of the same name is renamed to `exported_…` or hides it. `job` and `instance` always are: an error in a spec, unless the job pushes.',
  source:
    'https://prometheus.io/docs/instrumenting/writing_exporters/#target-labels-not-static-scraped-labels',
  problems: (metric: Pick<Family, 'name' | 'labels'>, context: Pick<Context, 'isPushed'>) =>
    Object.entries(metric.labels).flatMap(([label, values]) => {
      // What is pushed keeps its labels, but for that one, see name-invalid.
      if (context.isPushed && label === PUSHED_LABEL) return [];
      if (!context.isPushed && ALWAYS_TAKEN.has(label)) {
        return [
          {
            level: 'error' as const,
            label,
            message: `The label "${label}" is one that Prometheus sets on every target, which renames that of ${metric.name} to exported_${label}: call it otherwise.`,
          },
        ];
      }
      if (values.length > 0 || !TARGET_LABELS.has(snakeCase(label))) return [];
      return [
        {
          label,
          message: `The label "${label}" is one that Prometheus sets on the target; leave it to the scrape configuration, or list its known values.`,
        },
      ];
    }),
});
