import { diffArrays } from 'diff';
import type { PlannedFile } from '../project/plan.ts';
import type { Style } from './style.ts';

type Edit = { mark: ' ' | '-' | '+'; line: string };

const CONTEXT = 3;
/** To find a way through more edits takes seconds, and nobody reads it. */
const MOST_EDITS = 1000;

/**
 * What a write changes in a file, as the lines of a unified diff without its header: all lines of a new file, hunks of an
 * existing one. They may be too many for the arguments of one call.
 */
export function diffText(file: PlannedFile, style: Style): string[] {
  if (file.action === 'identical' || file.action === 'skip') return [];
  const edits = diffLines(toLines(file.existing ?? ''), toLines(file.content));
  const shown = new Set<number>();
  edits.forEach((edit, index) => {
    if (edit.mark === ' ') return;
    for (let near = index - CONTEXT; near <= index + CONTEXT; near++) shown.add(near);
  });
  const lines: string[] = [];
  edits.forEach(({ mark, line }, index) => {
    if (!shown.has(index)) return;
    if (!shown.has(index - 1) && index > 0) lines.push(style.dim('  …'));
    const text = `  ${mark}${line}`;
    lines.push(mark === '+' ? style.green(text) : mark === '-' ? style.red(text) : text);
  });
  return lines;
}

function toLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** A shortest way from one text to the other; of two that have next to nothing in common, all lines of both. */
function diffLines(before: string[], after: string[]): Edit[] {
  const changes = diffArrays(before, after, { maxEditLength: MOST_EDITS }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  return changes.flatMap(({ removed, added, value }) => {
    const mark = removed ? '-' : added ? '+' : ' ';
    return value.map((line): Edit => ({ mark, line }));
  });
}
