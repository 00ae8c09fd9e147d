import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownVerdict, type Verdict } from '../support/lint-text.ts';
import { promtool } from '../support/prometheus.ts';
import { requireTool } from '../support/tools.ts';
import { broken, exposition } from '../unit/exposition/arbitrary.ts';

/** Texts per kind; thousands take minutes, since promtool is started for each: LINT_RUNS=3000 LINT_SEED=7. */
const RUNS = Number(process.env.LINT_RUNS ?? 150);
const SEED = Number(process.env.LINT_SEED ?? 1);
const AT_ONCE = 4;

async function promtoolVerdict(text: string | Uint8Array): Promise<Verdict> {
  const { exitCode, stderr } = await promtool(['check', 'metrics'], text, { tool: 'promtool3' });
  if (exitCode === 1) return { errorLine: Number(/error in line (\d+)/.exec(stderr)?.[1]) };
  const findings = stderr.split('\n').filter((line) => line !== '');
  expect(exitCode, stderr).toBe(findings.length === 0 ? 0 : 3);
  return { findings: findings.sort() };
}

async function compareAll(texts: (string | Uint8Array)[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const queue = texts.entries();
  const work = async () => {
    for (const [index, text] of queue) {
      const [own, theirs] = await Promise.all([ownVerdict(text), promtoolVerdict(text)]);
      expect(own, JSON.stringify(Buffer.from(text as string).toString())).toEqual(theirs);
      verdicts[index] = own;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return verdicts;
}

describe('lint and promtool check metrics say the same', () => {
  const timeout = 60_000 + RUNS * 500;

  test(`about ${RUNS} expositions, clean and dirty`, { timeout }, async () => {
    requireTool('promtool3');
    const verdicts = await compareAll(fc.sample(exposition, { numRuns: RUNS, seed: SEED }));
    // The generator would be no use if all were alike.
    const readable = verdicts.filter((verdict) => 'findings' in verdict);
    expect(readable.length).toBeGreaterThan(RUNS / 4);
  });

  test(`about ${RUNS} broken texts`, { timeout }, async () => {
    requireTool('promtool3');
    const verdicts = await compareAll(fc.sample(broken, { numRuns: RUNS, seed: SEED }));
    const refused = verdicts.filter((verdict) => 'errorLine' in verdict);
    expect(refused.length).toBeGreaterThan(RUNS / 4);
  });
});
