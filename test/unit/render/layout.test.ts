import { describe, expect, it } from 'vitest';
import { codeList, LINE_WIDTH } from '../../../src/render/layout.ts';

const long = Array.from({ length: 12 }, (_, index) => `'value_number_${index}'`);

describe('codeList', () => {
  it('stays on one line where it fits', () => {
    expect(codeList(["'a'", "'b'"], { language: 'js', column: 16, indent: 4 })).toBe("['a', 'b']");
  });

  it('puts one entry on each line where it does not', () => {
    const text = codeList(long, { language: 'js', column: 16, indent: 4 });
    expect(text.split('\n')).toHaveLength(long.length + 2);
    expect(text).toMatch(/^\[\n {6}'value_number_0',\n[\s\S]+\n {4}\]$/);
  });

  it('fills the lines with numbers in JavaScript', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => String(index / 1000));
    const place = { language: 'js', column: 13, indent: 4, numbers: true } as const;
    const lines = codeList(numbers, place).split('\n');
    expect(lines.length).toBeLessThan(10);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(LINE_WIDTH);
  });

  it('counts what follows on the line', () => {
    const literals = [`'${'x'.repeat(80)}'`];
    const at = (column: number) => codeList(literals, { language: 'python', column, indent: 0 });
    expect(at(LINE_WIDTH - 85)).not.toContain('\n');
    expect(at(LINE_WIDTH - 84)).toContain('\n');
  });
});
