import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LINE_WIDTH } from '../../../src/render/layout.ts';

const GOLDEN = 'test/golden';

/** Lines that are a comment, or a whole docstring. No formatter wraps them. */
const COMMENT = /^\s*(?:\/\/|\/\*|\*|#|""".*"""$)/;

it.each(readdirSync(GOLDEN))('the comments of %s are as wide as its code', (project) => {
  const long = sources(path.join(GOLDEN, project)).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        [...line].length > LINE_WIDTH && COMMENT.test(line) && !isText(project, line)
          ? [`${file}:${index + 1}: ${line}`]
          : [],
      ),
  );
  expect(long).toEqual([]);
});

/** The texts of this one are as long as people may write them, and stay on the line they are given. */
function isText(project: string, line: string): boolean {
  return project === 'hostile-python' && line.includes('"""');
}

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:js|py)$/.test(file))
    .map((file) => path.join(directory, file));
}
