import { listed } from '../../listed.ts';
import { defineRule, type Family } from '../rule.ts';

/** A family with hundreds of them is no family. */
const MOST_SHOWN = 3;

/** Only an exposition can have it: an exporter.yaml names the labels once for all of a family. */
export const labelsDiffer = defineRule({
  id: 'labels-differ',
  level: 'warning',
  why: 'A sum by a label passes over the metrics that lack it, and most often somebody has forgotten it.',
  source: 'https://prometheus.io/docs/instrumenting/writing_clientlibs/#labels',
  problems({ observed }: Pick<Family, 'name' | 'observed'>) {
    if (observed === undefined) return [];
    const { metrics, labelUse } = observed;
    const lacking = [...labelUse].filter(([, use]) => use < metrics).map(([label]) => label);
    if (lacking.length === 0) return [];
    const shown = lacking.slice(0, MOST_SHOWN).map((label) => `"${label}"`);
    const more = lacking.length - shown.length;
    const names = listed([...shown, ...(more > 0 ? [`${more} more`] : [])]);
    const word = lacking.length === 1 ? 'label' : 'labels';
    return [{ message: `Some series of the family lack the ${word} ${names}.` }];
  },
});
