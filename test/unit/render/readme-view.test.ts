import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readmeView } from '../../../src/render/readme-view.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';

function viewOf(name: string) {
  const file = `test/specs/${name}.yaml`;
  return readmeView(resolveSpec(parseSpec(readFileSync(file, 'utf8'), file).input));
}

it('has a list where there is more than one thing to know', () => {
  expect(viewOf('sidecar-sqlite').startNotes).toHaveLength(1);
  expect(viewOf('sidecar-sqlite').startNotes[0]).not.toMatch(/^- /);
  expect(viewOf('sidecar').startNotes.length).toBeGreaterThan(1);
  for (const line of viewOf('sidecar').startNotes) expect(line).toMatch(/^- /);
});

describe('how many series the README tells of', () => {
  it('counts what the program brings: four of each collector, and of one whose reads are kept', () => {
    expect(viewOf('sidecar').firstSeries).toBe(3 + 5 * 4 + 1);
    expect(viewOf('mongodb').firstSeries).toBe(3 + 4);
  });

  it('tells what collectors bring', () => {
    expect(viewOf('mongodb').growth).toEqual([
      '24 of the collector `mongodb`, and 2 for each `database`',
    ]);
    expect(viewOf('sidecar').growth.slice(-2)).toEqual([
      '3 for each `api_name` of the collector `http-probe`',
      '1 of the collector `log`',
    ]);
  });
});
