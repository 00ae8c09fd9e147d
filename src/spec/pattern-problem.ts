import { failsAt } from './fails-at.ts';

/** What V8 says of a pattern → what it means. */
const MEANINGS: Record<string, string> = {
  'Nothing to repeat':
    'there is nothing before it to repeat; write a backslash before it for the character itself',
  'Unterminated group': 'the group that begins here is never closed with ")"',
  "Unmatched ')'": 'there is no group to close; write \\) for the character itself',
  'Unterminated character class':
    'the list of characters that begins here is never closed with "]"',
  'Range out of order in character class': 'the range runs backwards',
  'numbers out of order in {} quantifier': 'the first number is larger than the second',
  '\\ at end of pattern': 'nothing follows the backslash',
  'Duplicate capture group name': 'there is a group of this name before it',
  'Invalid capture group name':
    'the name of a group has letters, digits and underscores, no digit first, and ends with ">"',
  'Invalid named reference': 'the name of a group is written \\k<name>',
  'Invalid named capture referenced': 'there is no group of this name',
  'Invalid group': 'no group begins like this',
};

/** Where and why a pattern is not valid, in plain words; undefined if JavaScript can read it. */
export function patternProblem(source: string): string | undefined {
  const reason = reasonOf(source);
  if (reason === undefined) return undefined;
  const at = startOf(source, reason, failsAt(source, reasonOf));
  const meaning = hintAt(source.slice(at - 1)) ?? MEANINGS[reason] ?? reason;
  return `not valid at ${placeIn(source, at)}: ${meaning}`;
}

/** `character 5, "*"`; positions count from 1. */
export function placeIn(text: string, at: number): string {
  return `character ${at}, "${text.slice(at - 1).slice(0, 10)}"`;
}

function reasonOf(source: string): string | undefined {
  try {
    new RegExp(source);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return message.slice(message.lastIndexOf(': ') + 2);
  }
}

/** What people write who know another dialect. */
function hintAt(rest: string): string | undefined {
  const named = /^\(\?P<(\w*)/.exec(rest);
  if (named) return `a named group is written (?<${named[1] || 'name'}>…), without the P`;
  if (/^\(\?[a-zA-Z]+[):]/.test(rest)) {
    return 'a pattern cannot switch options; write [Aa] for a letter in either case';
  }
  return undefined;
}

/** The parser stops at the end of what is wrong; people look for where it begins. */
function startOf(source: string, reason: string, end: number): number {
  if (reason === 'Invalid group') return source.lastIndexOf('(', end - 1) + 1;
  if (reason === 'Unterminated group') return openBracket(source, '(') ?? end;
  if (reason === 'Unterminated character class') return openBracket(source, '[') ?? end;
  return end;
}

/** The position from 1 of the first group or list that is never closed. */
function openBracket(source: string, kind: '(' | '['): number | undefined {
  const groups: number[] = [];
  let list: number | undefined;
  for (let index = 0; index < source.length; index++) {
    const char = source[index];
    if (char === '\\') index++;
    else if (list !== undefined) list = char === ']' ? undefined : list;
    else if (char === '[') list = index + 1;
    else if (char === '(') groups.push(index + 1);
    else if (char === ')') groups.pop();
  }
  return kind === '[' ? list : groups[0];
}
