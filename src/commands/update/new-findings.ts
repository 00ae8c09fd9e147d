import type { Finding } from '../../findings.ts';
import type { LoadedProject } from '../project/load.ts';
import { specFindings } from '../spec-findings.ts';

/** The findings that came with what changed since the last update; the others have been told before. */
export function newFindings({ findings, former }: LoadedProject): Finding[] {
  if (findings.length === 0 || !former) return findings;
  const told = new Set(specFindings(former, former).map(keyOf));
  const metrics = new Set(former.metrics.map(({ name }) => name));
  // In the record the defaults are filled in, so that it does not tell what nobody said.
  const isUnsaid = ({ rule, subject }: Finding) =>
    rule === 'source-missing' && metrics.has(subject);
  return findings.filter((finding) => !told.has(keyOf(finding)) && !isUnsaid(finding));
}

function keyOf({ rule, subject, message }: Finding): string {
  return JSON.stringify([rule, subject, message]);
}
