import { type KeyedMerge, mergeKeyed } from './keyed.ts';
import type { MergeInput } from './text.ts';

/** `name[extra] == 1.0 ; marker`: the name and the marker say which requirement it is. */
const REQUIREMENT = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)[^;#]*(;[^#]*)?/;

/**
 * Merges requirement files of pip by package, so that neighbouring lines never conflict. Comments and all that is no
 * requirement are lines of their own and stay where the owner has them.
 */
export function mergeRequirements({ base, ours, theirs }: MergeInput): KeyedMerge<string> {
  const { value, conflicts } = mergeKeyed<string>(
    { base: entriesOf(base), ours: entriesOf(ours), theirs: entriesOf(theirs) },
    {
      isSame: (one, other) => one?.trim() === other?.trim(),
      mergeValues: (_, values) => ({ value: values.ours, conflicts: [values.ours.trim()] }),
    },
  );
  return { value: [...value.values()].map((line) => `${line}\n`).join(''), conflicts };
}

/** What identifies each line → the line, with the lines that a backslash joins to it. */
function entriesOf(text: string): Map<string, string> {
  const entries = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const key = keyOf(line);
    let free = key;
    for (let number = 2; entries.has(free); number++) free = `${key} #${number}`;
    entries.set(free, line);
  }
  return entries;
}

function logicalLines(text: string): string[] {
  if (text === '') return [];
  const lines: string[] = [];
  let joined = false;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (joined) lines[lines.length - 1] += `\n${line}`;
    else lines.push(line);
    joined = line.endsWith('\\');
  }
  return lines;
}

/** Names of packages are compared as PEP 503 says. */
function keyOf(line: string): string {
  const match = REQUIREMENT.exec(line);
  if (!match) return line.trim();
  const [, name, marker = ''] = match;
  return `${name!.toLowerCase().replace(/[-_.]+/g, '-')}${marker.replace(/\s+/g, '')}`;
}
