/** What the tests of a generated project came to. */
export interface OwnTests {
  passed: number;
  skipped: number;
  /** Why tests were skipped, in the words of the tests, as far as they say it. */
  reasons: string[];
}

/** A runner's forms of telling how many tests had an end. */
type Count = (end: 'pass' | 'skipped') => RegExp;

/** `node --test` tells it in TAP, and from version 24 on in lines made for people. */
const nodeCount: Count = (end) => new RegExp(`^(?:#|ℹ) ${end} (\\d+)$`, 'm');
const pytestCount: Count = (end) =>
  new RegExp(`(?:^|, )(\\d+) ${end === 'pass' ? 'passed' : end}(?:,.*)? in [\\d.]+s`, 'm');

const REASONS = [
  /^ *ok \d+ - .* # SKIP (.+)$/gm,
  /^ *﹣ .* \([\d.]+ms\) # (.+)$/gm,
  // With the place of the test before the reason.
  /^SKIPPED \[\d+\] (.+)$/gm,
];

/** What a machine has or has not, and no installation changes. */
const EXCUSED = /(?:no IPv6 here|process metrics need \/proc)$/;

/** Reads what `node --test` or `pytest -rs` has written; throws when no summary is there. */
export function readOwnTests(output: string): OwnTests {
  const count = (end: 'pass' | 'skipped') => {
    const found = nodeCount(end).exec(output) ?? pytestCount(end).exec(output);
    return found ? Number(found[1]) : undefined;
  };
  const passed = count('pass');
  if (passed === undefined) throw new Error(`no summary of tests:\n${output.slice(-1_000)}`);
  const reasons = REASONS.flatMap((form) => [...output.matchAll(form)].map(([, why]) => why!));
  // pytest tells of none by telling nothing.
  return { passed, skipped: count('skipped') ?? 0, reasons };
}

/** Throws unless tests have run and none was skipped for want of a tool. */
export function requireAllRun(output: string): void {
  const { passed, skipped, reasons } = readOwnTests(output);
  const excused = reasons.filter((why) => EXCUSED.test(why));
  if (passed > 0 && skipped === excused.length) return;
  throw new Error(`${passed} tests passed, ${skipped} were skipped: ${reasons.join('; ')}`);
}
