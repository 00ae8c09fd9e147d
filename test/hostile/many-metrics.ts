import fc from 'fast-check';
import type { MetricInput, SpecInput } from '../../src/spec/schema.ts';
import { UNPRINTABLE } from '../../src/unprintable.ts';
import { hostileText } from './texts.ts';

const metricTexts = fc.record({
  help: hostileText,
  values: fc.uniqueArray(hostileText, { minLength: 1, maxLength: 5 }),
});

/** One spec with many metrics of hostile help and label values: one start of the program is many cases. */
export function manyMetrics(count: number, seed: number): SpecInput {
  // What is no Unicode text is refused, and a help that nobody can see is no help.
  const texts = fc.sample(
    metricTexts.filter(
      ({ help, values }) =>
        help.replaceAll(UNPRINTABLE, ' ').trim() !== '' &&
        [help, ...values].every((text) => text.isWellFormed()),
    ),
    { numRuns: count, seed },
  );
  return {
    version: 1,
    name: 'odd-exporter',
    namespace: 'odd',
    metrics: texts.map(({ help, values }, index) => ({
      ...shapeOf(index),
      help,
      labels: { kind: values },
    })),
  };
}

function shapeOf(index: number): Pick<MetricInput, 'name' | 'type' | 'buckets'> {
  if (index % 3 === 0) return { name: `odd_a${index}_total`, type: 'counter' };
  if (index % 3 === 1) return { name: `odd_b${index}_seconds`, type: 'histogram', buckets: [1] };
  return { name: `odd_c${index}_bytes`, type: 'summary' };
}
