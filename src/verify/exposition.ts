import { lintExposition } from '../conventions/exposition.ts';
import { lintSpec } from '../conventions/index.ts';
import { NEVER_ALLOWED } from '../conventions/rule-ids.ts';
import type { ExpositionFamily } from '../exposition/family.ts';
import { ExpositionSyntaxError } from '../exposition/syntax-error.ts';
import { TextFormat } from '../exposition/text-format.ts';
import { type Finding, findingLine } from '../findings.ts';
import { ownFamilies } from '../spec/own-families.ts';
import type { ExporterSpec } from '../spec/spec.ts';
import { familyProblems } from './families.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';

/** The checks of one exposition, whether it was scraped or pushed. */
export function expositionChecks(text: string, spec: ExporterSpec): [name: string, Outcome][] {
  let families: ReadonlyMap<string, ExpositionFamily>;
  try {
    families = familiesOf(text);
  } catch (error) {
    if (!(error instanceof ExpositionSyntaxError)) throw error;
    return [
      ['format', outcomeOf([`line ${error.line}, column ${error.column}: ${error.message}`])],
    ];
  }
  const silent = silentCollectors(text, spec);
  const problems = [...familyProblems(spec, families, silent), ...stageProblems(text, spec)];
  return [
    [
      'families',
      outcomeOf(problems, [
        `${families.size} families, ${silent.size === 0 ? 'those of exporter.yaml' : 'all that could be read'} among them`,
      ]),
    ],
    ...[...silent].map((collector): [string, Outcome] => [
      `collector ${collector}`,
      skipped('there is nothing it can read here; its families were not compared'),
    ]),
    ['conventions', lint(families, spec)],
  ];
}

/** Families by name, those without a sample, too. */
function familiesOf(text: string): ReadonlyMap<string, ExpositionFamily> {
  const reader = new TextFormat();
  const bytes = Buffer.from(text);
  const end = bytes.lastIndexOf('\n') + 1;
  reader.read(bytes.subarray(0, end));
  reader.end(bytes.subarray(end));
  return reader.families;
}

/** Collectors that say they did not succeed. */
function silentCollectors(text: string, { namespace, collectors }: ExporterSpec): Set<string> {
  // Python writes 0.0.
  const failed = (collector: string) =>
    new RegExp(
      `^${namespace}_scrape_collector_success\\{collector="${collector}"\\} 0(?:\\.0)?$`,
      'm',
    ).test(text);
  return new Set(collectors.filter(failed));
}

/** Stages that the job has and exporter.yaml does not name, and after a success the other way round. */
function stageProblems(text: string, spec: ExporterSpec): string[] {
  const { jobStageDuration, jobLastSuccess } = ownFamilies(spec);
  if (!spec.batch || !jobStageDuration || !jobLastSuccess) return [];
  const series = new RegExp(`^${jobStageDuration.name}\\{[^}]*\\bstage="([^"]*)"`, 'gm');
  const found = new Set([...text.matchAll(series)].map(([, stage]) => stage!));
  const hasSucceeded = new RegExp(`^${jobLastSuccess.name}(?:\\{.*\\})? [1-9]`, 'm').test(text);
  const named = new Set(spec.batch.stages);
  const missing = hasSucceeded ? [...named].filter((stage) => !found.has(stage)) : [];
  return [
    ...[...found]
      .filter((stage) => !named.has(stage))
      .map((stage) => `The job has the stage ${stage}, which exporter.yaml does not name.`),
    ...missing.map((stage) => `The job has no stage ${stage}, which exporter.yaml names.`),
  ];
}

/** What breaks a convention of promtool in the exposition, or one of ours in exporter.yaml, which knows more of a metric. */
function lint(families: ReadonlyMap<string, ExpositionFamily>, spec: ExporterSpec): Outcome {
  const exposed = remarks(families).filter(
    ({ level, rule }) => level === 'error' && !isAllowed(rule, spec),
  );
  const findings = [...exposed, ...lintSpec(spec)];
  const lines = (level: 'error' | 'warning') =>
    findings.filter((finding) => finding.level === level).map(findingLine);
  return outcomeOf(lines('error'), lines('warning'));
}

/** What promtool says of an exposition, line by line, although exporter.yaml allows it with a reason. */
export function allowedRemarks(text: string, spec: ExporterSpec): ReadonlySet<string> {
  let findings: Finding[];
  try {
    findings = remarks(familiesOf(text));
  } catch (error) {
    if (!(error instanceof ExpositionSyntaxError)) throw error;
    return new Set();
  }
  // An older promtool says more of a metric than the newest, and a spec is held to all of it.
  findings.push(...lintSpec({ ...spec, allow: {} }));
  const allowed = findings.filter(({ rule }) => isAllowed(rule, spec));
  return new Set(allowed.map(({ subject, message }) => `${subject} ${message}`));
}

function remarks(families: ReadonlyMap<string, ExpositionFamily>): Finding[] {
  const withSamples = [...families.values()].filter(({ samples }) => samples > 0);
  return lintExposition(withSamples, 'metrics');
}

function isAllowed(rule: string, { allow }: ExporterSpec): boolean {
  return Object.hasOwn(allow, rule) && !NEVER_ALLOWED.has(rule);
}
