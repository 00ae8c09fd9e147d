import { takenNames } from '../../conventions/index.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import { sampleReadings } from '../../spec/sample-readings.ts';
import type { CollectorName, SpecInput } from '../../spec/schema.ts';

/**
 * What shows how collectors are used, under names that nothing in the project takes.
 * @param input of the project, these collectors among its own
 */
export function freeReadings(
  collectors: readonly CollectorName[],
  input: SpecInput,
): ReturnType<typeof sampleReadings> {
  const spec = resolveSpec(input);
  const isTaken = takenNames(spec);
  const { metrics, ...settings } = sampleReadings(collectors, spec.namespace);
  return {
    ...settings,
    ...(metrics && {
      metrics: metrics.map((metric) => {
        const rest = metric.name.slice(spec.namespace.length);
        let name = metric.name;
        for (let count = 1; isTaken({ ...metric, name }); count++) {
          name = `${spec.namespace}_sample${count > 1 ? `_${count}` : ''}${rest}`;
        }
        return { ...metric, name };
      }),
    }),
  };
}
