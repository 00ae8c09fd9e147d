import { describe, expect, it } from 'vitest';
import { wrapMarkdown } from '../../../src/render/markdown.ts';
import { deployedSpecs, project } from '../deployment/projects.ts';

const WIDTH = 120;

describe('the lines of Markdown', () => {
  it('are filled, those of a list item below its text', () => {
    const words = 'word '.repeat(30).trim();
    const line = 'word '.repeat(24).trim();
    const inItem = 'word '.repeat(23).trim();
    expect(wrapMarkdown(`${words}\nend\n\n1. ${words}\n   end\n- next\n`)).toBe(
      `${line}\n${'word '.repeat(6)}end\n\n1. ${inItem}\n   ${'word '.repeat(7)}end\n- next\n`,
    );
  });

  it('may begin with an address', () => {
    expect(wrapMarkdown('on\n<http://localhost/> there')).toBe('on <http://localhost/> there');
  });

  it.each([
    ['a table', `| ${'cell '.repeat(40)}|\n| b |`],
    ['code', `\`\`\`sh\n${'word '.repeat(40)}\nend\n\`\`\``],
    ['code in a list', `   \`\`\`sh\n   ${'word '.repeat(40)}\n   end\n   \`\`\``],
    ['a heading', `# ${'word '.repeat(40)}\n## b`],
    ['a long word', `[${'x'.repeat(150)}](b)`],
    ['a code span', `\`${'a  b '.repeat(40)}\``],
    ['a backtick that opens nothing', '\\` and ` and \\\\'],
  ])('leave %s as it is', (_, text) => {
    expect(wrapMarkdown(text)).toBe(text);
  });

  it.each(['-', '+', '#', '=', '>', '18.', '2)', '<b>', '```'])(
    'do not begin with %s where it was within a line',
    (marker) => {
      for (let before = 100; before <= WIDTH; before += 1) {
        const lines = wrapMarkdown(`${'a '.repeat(before / 2)}b ${marker} end`).split('\n');
        expect(lines.filter((line) => line.startsWith(marker))).toEqual([]);
      }
    },
  );
});

describe.each(deployedSpecs())('the READMEs of %s', (_, spec) => {
  it('have lines of one width', async () => {
    const { files } = await project(spec);
    for (const [file, text] of files) {
      if (!file.endsWith('.md')) continue;
      expect(wrapMarkdown(text), file).toBe(text);
      const prose = text.replace(/^ *```[\s\S]*?^ *```$|^\|.*$|^#.*$/gm, '');
      const long = prose.split('\n').filter((line) => line.length > WIDTH);
      // Only what has no place to break.
      for (const line of long) expect(line.trim(), file).not.toMatch(/^[^`]* /);
    }
  });
});
