import { expect, it } from 'vitest';
import { createStyle, visibleOutput } from '../../src/ui/style.ts';
import { visible } from '../../src/visible.ts';

it.each([
  ['a\u001b]0;title\u0007b', 'a\\u001b]0;title\\u0007b'],
  ['a\u001b[2Jb', 'a\\u001b[2Jb'],
  ['a\u001b[31mb\u001b[0m', 'ab'],
  ['a\u009b2Jb\u007f\u0000', 'a\\u009b2Jb\\u007f\\u0000'],
  ['all is well\r✖', 'all is well\\u000d✖'],
  ['\ttwo\r\nlines\n', '\ttwo\r\nlines\n'],
  ['Ü, 世界, 👍', 'Ü, 世界, 👍'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visibleOutput(text)).toBe(shown.replace('ab', 'a\u001b[31mb'));
});

it('how words are marked stays', () => {
  const style = createStyle(true);
  for (const mark of Object.values(style)) {
    const text = `${mark('a')}, ${mark('of Windows\r')}\n`;
    expect(visibleOutput(text)).toBe(text);
  }
});
