import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { baseUnit } from '../../src/conventions/units.ts';
import { ownVerdict, type Verdict } from '../support/lint-text.ts';
import { promtool } from '../support/prometheus.ts';
import { requireTool } from '../support/tools.ts';
import { broken, exposition } from '../unit/exposition/arbitrary.ts';

/** Texts per kind; thousands take minutes, since promtool is started for each: LINT_RUNS=3000 LINT_SEED=7. */
const RUNS = Number(process.env.LINT_RUNS ?? 150);
const SEED = Number(process.env.LINT_SEED ?? 1);
const AT_ONCE = 4;

let findsDuplicates = false;

async function promtoolVerdict(text: string | Uint8Array): Promise<Verdict> {
  const { exitCode, stderr } = await promtool(['check', 'metrics'], text);
  if (exitCode === 1) return { errorLine: Number(/error in line (\d+)/.exec(stderr)?.[1]) };
  const findings = stderr.split('\n').filter((line) => line !== '');
  expect(exitCode, stderr).toBe(findings.length === 0 ? 0 : 3);
  return { findings: findings.sort() };
}

/** Both verdicts without what promtool itself does not always say. */
function comparable(verdict: Verdict): Verdict {
  if ('errorLine' in verdict) return verdict;
  return {
    findings: verdict.findings.filter((line) => {
      // promtool 2.42 has no such rule.
      if (line.endsWith(' metric not unique')) return findsDuplicates;
      // promtool 2.42 picks a random one of several units.
      const units = line.split(' ', 1)[0]!.split('_').filter(baseUnit);
      return units.length < 2 || !line.includes(' use base unit ');
    }),
  };
}

async function compareAll(texts: (string | Uint8Array)[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const queue = texts.entries();
  const work = async () => {
    for (const [index, text] of queue) {
      const [own, theirs] = await Promise.all([ownVerdict(text), promtoolVerdict(text)]);
      expect(comparable(own), JSON.stringify(Buffer.from(text as string).toString())).toEqual(
        comparable(theirs),
      );
      verdicts[index] = own;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return verdicts;
}

describe('lint and promtool check metrics say the same', () => {
  beforeAll(async () => {
    const twice = await promtool(['check', 'metrics'], 'a 1\na 1\n');
    findsDuplicates = twice.stderr.includes('metric not unique');
  });

  const timeout = 60_000 + RUNS * 500;

  test(`about ${RUNS} expositions, clean and dirty`, { timeout }, async () => {
    requireTool('promtool');
    const verdicts = await compareAll(fc.sample(exposition, { numRuns: RUNS, seed: SEED }));
    // The generator would be no use if all were alike.
    const readable = verdicts.filter((verdict) => 'findings' in verdict);
    expect(readable.length).toBeGreaterThan(RUNS / 4);
  });

  test(`about ${RUNS} broken texts`, { timeout }, async () => {
    requireTool('promtool');
    const verdicts = await compareAll(fc.sample(broken, { numRuns: RUNS, seed: SEED }));
    const refused = verdicts.filter((verdict) => 'errorLine' in verdict);
    expect(refused.length).toBeGreaterThan(RUNS / 4);
  });
});
