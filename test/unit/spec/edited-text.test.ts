import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editedText } from '../../../src/spec/edited-text.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { problemsOf } from '../../../src/spec/problems.ts';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';
import { specText } from '../../../src/spec/spec-text.ts';
import { anySpec } from './arbitrary.ts';

const TEXT = `# The shop.
version: 1 # of the format
name: shop

# How it runs
port: 3000
metrics:
  # First of all
  - name: shop_orders_total # counted
    type: counter
    help: 'Orders placed.'
    labels: { channel: [ web, mobile ] }
# The end
`;

const read = (text: string) => parseSpec(text, 'exporter.yaml');

describe('exporter.yaml of a spec', () => {
  test('is read back as the same spec', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(anySpec, (input) => {
        const spec = resolveSpec(input);
        const text = specText(spec);
        expect(resolveSpec(read(text).input)).toEqual(spec);
        expect(specText(resolveSpec(read(text).input))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('has nothing that a batch job does not use', () => {
    const text = specText(resolveSpec({ version: 1, name: 'import', pattern: 'batch' }));
    expect(Object.keys(read(text).input)).toEqual(
      'version name description runtime pattern namespace client batch targets metrics'.split(' '),
    );
  });

  test('begins with the line that editors take the schema from', () => {
    expect(specText(resolveSpec({ version: 1, name: 'shop' }))).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/\S+\n/,
    );
  });
});

describe('text of --spec with the changes of flags', () => {
  const edited = (change: Partial<SpecInput>, text = TEXT) => {
    const source = read(text);
    return editedText(source, { ...source.input, ...change });
  };

  test('is the same without changes', () => {
    expect(edited({})).toBe(TEXT);
  });

  test('has no byte order mark and Unix lines', () => {
    expect(edited({}, `\ufeff${TEXT}`.replaceAll('\n', '\r\n'))).toBe(TEXT);
  });

  test('ends with a line end', () => {
    expect(edited({}, TEXT.trimEnd())).toBe(TEXT);
  });

  test('keeps comments around changed fields', () => {
    const text = edited({ port: 8080, runtime: 'python', targets: ['docker'] });
    for (const comment of TEXT.match(/#.*/g)!) expect(text).toContain(comment);
    expect(read(text).input).toEqual({
      ...read(TEXT).input,
      port: 8080,
      runtime: 'python',
      targets: ['docker'],
    });
    expect(text).toContain('targets: [docker]');
  });

  test('keeps comments inside metrics when one is added', () => {
    const metric = { name: 'shop_users', type: 'gauge' as const, help: 'Users.' };
    const metrics = [...read(TEXT).input.metrics!, metric];
    const text = edited({ metrics });
    for (const comment of TEXT.match(/#.*/g)!) expect(text).toContain(comment);
    expect(read(text).input.metrics).toEqual(metrics);
  });

  test('keeps comments inside the settings of a collector', () => {
    const text =
      'version: 1\nname: shop\ncollectors: [sql]\nsql:\n  # expensive\n  min_interval: 60\n';
    expect(edited({ sql: { min_interval: 60, engine: 'mysql' } }, text)).toBe(
      `${text}  engine: mysql\n`,
    );
    expect(edited({ sql: { engine: 'mysql' } }, text)).not.toContain('min_interval');
  });

  test.each([
    [
      'an anchor on what is replaced',
      'version: 1\nname: &n shop\ndescription: *n\n',
      { name: 'other' },
    ],
    ['an alias for the metrics', 'version: 1\nname: shop\nmetrics: &m []\n', { port: 1 }],
    ['a flow mapping', '{ version: 1, name: shop, port: 3000 }', { port: 1 }],
    ['JSON', '{"version": 1, "name": "shop"}', { port: 1, targets: [] }],
  ] as [string, string, Partial<SpecInput>][])('says the same with %s', (_, text, change) => {
    expect(read(edited(change, text)).input).toEqual({ ...read(text).input, ...change });
  });

  test('says the same for every spec and change', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(anySpec, anySpec, (before, change) => {
        const source = read(specText(resolveSpec(before)));
        const after = { ...source.input, ...change };
        fc.pre(problemsOf(after).length === 0);
        expect(read(editedText(source, after)).input).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });
});
