import { findingPath } from '../../conventions/finding-path.ts';
import { estimateSeries } from '../../conventions/index.ts';
import { parseSpec } from '../../spec/parse.ts';
import { readSpecText } from '../../spec/read.ts';
import { resolveSpec } from '../../spec/resolve.ts';
import type { SpecInput } from '../../spec/schema.ts';
import type { ExporterSpec } from '../../spec/spec.ts';
import type { LintResult } from '../../ui/lint-report.ts';
import { specFindings } from '../spec-findings.ts';

/**
 * The findings about an exporter.yaml, each with its place, and an estimate of the series of each metric.
 * @throws Failure (exit 2) if the text is no exporter.yaml
 */
export async function lintSpecText(
  stream: AsyncIterable<Uint8Array>,
  name: string,
): Promise<Pick<LintResult, 'findings' | 'series'>> {
  // As `--spec` takes it: a flag or the directory may name the exporter.
  const source = parseSpec(await readSpecText(stream, name), name, { name: false });
  const spec = resolved(source.input);
  const findings = specFindings(source.input, spec).map((finding) => ({
    ...finding,
    location: source.locate(...findingPath(finding, spec)),
  }));
  const series = spec.metrics.map((metric) => ({
    metric: metric.name,
    series: estimateSeries(metric),
  }));
  return { findings, series };
}

/** Without a name nobody knows the namespace, unless it is given. */
function resolved(input: Partial<SpecInput>): ExporterSpec {
  const spec = resolveSpec({ version: 1, name: placeholder(input), ...input });
  const isKnown = input.name !== undefined || input.namespace !== undefined;
  return isKnown ? spec : { ...spec, namespace: '' };
}

/** A name from which nothing is made that a metric or its alert is called. */
function placeholder({ metrics = [] }: Partial<SpecInput>): string {
  const taken = metrics.map(({ name }) => name.replaceAll('_', '').toLowerCase());
  let word = 'unnamed';
  while (taken.some((name) => name.startsWith(word))) word += 'x';
  return word;
}
