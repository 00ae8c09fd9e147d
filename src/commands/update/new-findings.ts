import { prefixMissing } from '../../conventions/rules/prefix-missing.ts';
import type { Finding } from '../../findings.ts';
import { SPEC_FILE } from '../../project/survey.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { LoadedProject } from '../project/load.ts';
import { specFindings } from '../spec-findings.ts';

/** The findings that came with what changed since the last update; the others have been told before. */
export function newFindings({ findings, former, spec, files }: LoadedProject): Finding[] {
  if (findings.length === 0 || !former) return findings;
  const toldOnce = specFindings(former, former);
  const told = new Set(
    [...toldOnce, ...toldOnce.flatMap((finding) => ofEach(finding, former))].map(keyOf),
  );
  const metrics = new Set(former.metrics.map(({ name }) => name));
  // In the record the defaults are filled in, so that it does not tell what nobody said; the same text says the same.
  const isSameText = files.some(
    ({ path, recorded, disk }) =>
      path === SPEC_FILE && recorded !== undefined && disk?.ids.includes(recorded),
  );
  const isUnsaid = ({ rule, subject }: Finding) =>
    rule === 'source-missing' && isSameText && metrics.has(subject);
  const isTold = (finding: Finding) => {
    const each = ofEach(finding, spec);
    return (
      told.has(keyOf(finding)) || (each.length > 0 && each.every((one) => told.has(keyOf(one))))
    );
  };
  return findings.filter((finding) => !isTold(finding) && !isUnsaid(finding));
}

/** What is said once of a prefix that all metrics share is said of each as soon as one of them has another. */
function ofEach({ rule, subject }: Finding, { metrics, namespace }: ExporterSpec): Finding[] {
  if (rule !== prefixMissing.id || subject !== 'namespace') return [];
  return metrics.flatMap((metric) => prefixMissing.check(metric, { namespace }));
}

function keyOf({ rule, subject, label, message }: Finding): string {
  return JSON.stringify([rule, subject, label, message]);
}
