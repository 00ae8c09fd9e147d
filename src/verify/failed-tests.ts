import { shortened } from '../listed.ts';
import { lastLines } from './programs.ts';

/** A test of TAP, which Node.js 22 writes to what is no terminal, with its details. */
const TAP = /^ *not ok \d+ - (.*)\n *---\n((?:(?! *\.\.\.$).*\n)*)/gm;
/** A test at the end of the form for people, which newer versions write. */
const NODE = /^test at (.*)\n✖ (.*) \([\d.]+m?s\)\n +(.*)$/gm;
const PYTEST = /^(?:FAILED|ERROR) (.*)$/gm;

/** The tests that failed, each with its place and what it says; of other test runners the end of what they wrote. */
export function failedTests(output: string): string[] {
  const failed = [
    ...[...output.matchAll(TAP)].flatMap(([, name, details]) => tapLine(name!, details!)),
    ...[...output.matchAll(NODE)].map(([, place, name, error]) => `${name} (${place}): ${error}`),
    ...[...output.matchAll(PYTEST)].map(([, line]) => line!),
  ];
  if (failed.length === 0) return lastLines(output);
  // Of many failures the first ones say what is wrong.
  return shortened(failed);
}

/** Nothing for a test that failed because another one inside it did. */
function tapLine(name: string, details: string): string[] {
  if (details.includes("failureType: 'subtestsFailed'")) return [];
  const [, place = ''] = /^ *location: '(.*)'$/m.exec(details) ?? [];
  const [, quoted, block] = /^ *error: (?:'(.*)'|\|-\n *(.*))$/m.exec(details) ?? [];
  return [`${name} (${place}): ${quoted ?? block ?? 'no reason'}`];
}
