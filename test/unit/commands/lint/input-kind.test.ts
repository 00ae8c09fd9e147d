import { expect, it } from 'vitest';
import { inputKind } from '../../../../src/commands/lint/input-kind.ts';

it.each([
  ['', 'text'],
  ['a 1\n', 'text'],
  ['name 1\n', 'text'],
  ['# TYPE a counter\na_total 1\n', 'openmetrics'],
  ['# TYPE a counter\n# HELP a A.\na_total{b="c"} 1\n', 'openmetrics'],
  ['# TYPE a_total counter\na_total 1\n', 'text'],
  ['# TYPE a counter\nb 1\na_total 1\n', 'text'],
  ['# TYPE a unknown\na 1\n', 'openmetrics'],
  ['# TYPE a gaugehistogram\na_bucket{le="1"} 1\n', 'text'],
  ['# UNIT a_seconds seconds\n', 'openmetrics'],
  ['a 1\n# EOF\n', 'openmetrics'],
  ['a 1\n# EOF', 'openmetrics'],
  ['a 1\n# EOF\nb 1\n', 'text'],
  ['version: 1\n', 'spec'],
  ['metrics:\n  - name: a\n', 'spec'],
  ['{"version": 1}\n', 'spec'],
  ['{ version: 1 }\n', 'spec'],
  ['{\n  "version": 1\n}\n', 'spec'],
  ['{"a_total"} 1\n', 'text'],
  ['{ "a", "b"="c" } 1\n', 'text'],
  ['# HELP "a" A.\n{"a"} 1\n', 'text'],
  ['{a="1"} 1\n', 'text'],
  ['\n\n  # Ours.\n \n---\nversion: 1\n', 'spec'],
  ['\n\n# HELP a A.\na 1\n', 'text'],
])('%j is %s', (head, kind) => {
  expect(inputKind(head, true)).toBe(kind);
});

it('does not take the last line for the end where more follows', () => {
  expect(inputKind('a 1\n# EOF\n', false)).toBe('text');
});

it.each([
  ['empty lines', '\n'],
  ['blank lines', ' \n'],
  ['blanks', ' '],
  ['comments', '# x\n'],
  ['declarations', '# TYPE a counter\n'],
])('takes a moment for many %s', (_, piece) => {
  const started = performance.now();
  expect(inputKind(piece.repeat(100_000), true)).toBe('text');
  expect(inputKind(`${piece.repeat(100_000)}a 1\n`, true)).toBe('text');
  expect(performance.now() - started).toBeLessThan(2_000);
});
