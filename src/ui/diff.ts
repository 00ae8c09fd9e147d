import type { PlannedFile } from '../project/plan.ts';
import type { Style } from './style.ts';

type Edit = { mark: ' ' | '-' | '+'; line: string };

const CONTEXT = 3;

/** What a write changes in a file, as a unified diff without its header: all lines of a new file, hunks of an existing one. */
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

/** The longest common subsequence decides what stays; common ends are taken off first to keep the table small. */
function diffLines(before: string[], after: string[]): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const keep = (line: string): Edit => ({ mark: ' ', line });
  return [
    ...before.slice(0, start).map(keep),
    ...diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(keep),
  ];
}

function diffMiddle(before: string[], after: string[]): Edit[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      edits.push({ mark: ' ', line: before[i++]! });
      j++;
    } else if (
      i < before.length &&
      (j >= after.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      edits.push({ mark: '-', line: before[i++]! });
    } else {
      edits.push({ mark: '+', line: after[j++]! });
    }
  }
  return edits;
}
