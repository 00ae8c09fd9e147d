import { patternProblem, placeIn } from './pattern-problem.ts';

/** What may follow a backslash and means the same in JavaScript and Python (with re.ASCII). */
const ESCAPE = /^\\(?:[dDwWsSbBnrtfv0]|[1-9]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^a-zA-Z0-9])/;
const GROUP = /^\(\?(?:[:=!]|<([A-Za-z_][A-Za-z0-9_]*)>)/;
const NAME_AGAIN = /^\\k<([A-Za-z_][A-Za-z0-9_]*)>/;
const LOOK_BEHIND = /^\(\?<[=!]/;
const POSIX_CLASS = /^\[:\w+:\]/;
/** Python warns of these in a class: they may mean set operations one day. */
const RESERVED_IN_CLASS = '[&|~';

/**
 * Turns a pattern of the spec, written as JavaScript reads it, into the same pattern for Python's
 * `re` (to be compiled with re.ASCII). What one of the two does not know, or reads in another way,
 * is refused with a sentence.
 */
export function toPythonPattern(source: string): string {
  const problem = patternProblem(source);
  if (problem !== undefined) throw new Error(`The pattern is ${problem}.`);
  const groups = new Set<string>();
  let groupCount = 0;
  let rest = source;
  let result = '';
  let inClass = false;

  const take = (length: number, replacement = rest.slice(0, length)) => {
    result += replacement;
    rest = rest.slice(length);
  };
  const refuse = (what: string): never => {
    const place = placeIn(source, source.length - rest.length + 1);
    throw new Error(`The pattern cannot be used at ${place}: ${what}.`);
  };

  while (rest !== '') {
    if (rest[0] === '\\') {
      const again = NAME_AGAIN.exec(rest);
      const escaped = ESCAPE.exec(rest);
      if (again && !inClass) {
        if (!groups.has(again[1]!)) refuse(`no group named ${again[1]} stands before it`);
        take(again[0].length, `(?P=${again[1]})`);
      } else if (escaped) {
        if (!inClass && Number(escaped[0][1]) > groupCount)
          refuse('there is no such group before it');
        take(escaped[0].length);
      } else {
        refuse(`${rest.slice(0, 2)} does not mean the same in JavaScript and Python`);
      }
    } else if (inClass && POSIX_CLASS.test(rest)) {
      const [name] = POSIX_CLASS.exec(rest)!;
      refuse(
        `${name} is known to neither JavaScript nor Python; write the characters, as in [a-z]`,
      );
    } else if (inClass) {
      inClass = rest[0] !== ']';
      take(1, RESERVED_IN_CLASS.includes(rest[0]!) ? `\\${rest[0]}` : rest[0]!);
    } else if (/^\[\^?\]/.test(rest)) {
      refuse('an empty [] does not mean the same in JavaScript and Python');
    } else if (rest[0] === '[') {
      inClass = true;
      take(rest[1] === '^' ? 2 : 1);
    } else if (rest.startsWith('(?')) {
      const group = GROUP.exec(rest);
      if (LOOK_BEHIND.test(rest)) {
        refuse('Python can look back over a fixed length only; write the pattern without it');
      } else if (!group) {
        refuse(`${rest.slice(0, 4)} is not a group that JavaScript and Python both know`);
      } else {
        if (group[1]) {
          groups.add(group[1]);
          groupCount += 1;
        }
        take(group[0].length, group[1] ? `(?P<${group[1]}>` : group[0]);
      }
    } else if (rest[0] === '(') {
      groupCount += 1;
      take(1);
    } else if (/^\{,\d*\}/.test(rest)) {
      refuse('{, does not mean the same in JavaScript and Python; write {0,');
    } else {
      take(1);
    }
  }
  return result;
}
