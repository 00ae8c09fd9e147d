import { describe, expect, test } from 'vitest';
import { editedText } from '../../../src/spec/edited-text.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import type { SpecInput } from '../../../src/spec/schema.ts';

/** A file that a person laid out: nothing that is added may touch it. */
const HEAD = `version: 1      # of the format
name:    shop   # aligned

port: 3000  # ours
`;
const METRICS = `metrics:
  # First of all
  - name: shop_refunds_total
    type: counter
    help: >-
      Refunds that were
      granted.
    labels: {reason: [a,b]}

  - name: shop_wait_seconds
    type: histogram
    help: 'Waits.'
    buckets: [0.1, 0.5,
              1]   # as agreed
    # labels: {}

# The rest
`;
const TAIL = `targets: [docker, compose]  # where it runs
collectors:
  - log      # the web server
log: { file: app.log }
`;
const CARTS = { name: 'shop_carts', type: 'gauge' as const, help: 'Carts: open ones.' };

function edited(text: string, change: (input: SpecInput) => Partial<SpecInput>): string {
  const source = parseSpec(text, 'exporter.yaml');
  const after = { ...source.input, ...change(source.input) };
  const result = editedText(source, after);
  expect(parseSpec(result, 'exporter.yaml').input).toEqual(after);
  return result;
}

const withCarts = ({ metrics = [] }: SpecInput) => ({ metrics: [...metrics, CARTS] });

describe('what is added to exporter.yaml leaves every other character', () => {
  test('a metric, as far from the others as they are from each other', () => {
    const text = edited(HEAD + METRICS + TAIL, withCarts);
    const added = '\n  - name: shop_carts\n    type: gauge\n    help: "Carts: open ones."\n';
    expect(text).toBe(HEAD + METRICS.replace('\n\n# The rest', `\n${added}\n# The rest`) + TAIL);
  });

  test.each([
    ['at the margin', 'metrics:\n- name: shop_x\n  type: gauge\n  help: X.\n', ''],
    ['without an end', 'metrics:\n  - name: shop_x\n    type: gauge\n    help: X.', '  '],
    ['after a text', 'metrics:\n  - type: gauge\n    name: shop_x\n    help: |\n      X.\n', '  '],
  ])('a metric %s', (_, metrics, margin) => {
    const lines = ['- name: shop_carts', '  type: gauge', '  help: "Carts: open ones."'];
    const added = lines.map((line) => `${margin}${line}\n`).join('');
    expect(edited(HEAD + metrics, withCarts)).toBe(`${HEAD}${metrics.trimEnd()}\n${added}`);
  });

  test('a metric in a list in braces', () => {
    const text = `${HEAD}metrics: [{ name: shop_x, type: gauge, help: X. }] # short\n`;
    const added = ', {name: shop_carts, type: gauge, help: "Carts: open ones."}';
    expect(edited(text, withCarts)).toBe(text.replace(' }]', ` }${added}]`));
  });

  test('the first metric', () => {
    const added =
      'metrics:\n  - name: shop_carts\n    type: gauge\n    help: "Carts: open ones."\n';
    expect(edited(`${HEAD}# The end\n`, withCarts)).toBe(`${HEAD}${added}# The end\n`);
  });

  test('the first metric in the place of an empty list', () => {
    const added = '\n  - name: shop_carts\n    type: gauge\n    help: "Carts: open ones."\n';
    expect(edited(`${HEAD}metrics: []\n${TAIL}`, withCarts)).toBe(`${HEAD}metrics:${added}${TAIL}`);
  });

  test('a target and a collector beside their comments', () => {
    const text = edited(HEAD + METRICS + TAIL, ({ targets = [], collectors = [] }) => ({
      targets: [...targets, 'systemd'],
      collectors: [...collectors, 'custom'],
    }));
    const tail = TAIL.replace('compose]', 'compose, systemd]').replace(
      'server\n',
      'server\n  - custom\n',
    );
    expect(text).toBe(HEAD + METRICS + tail);
  });

  test('what a flag says instead', () => {
    const text = edited(HEAD + METRICS + TAIL, () => ({
      port: 8080,
      targets: ['kubernetes'],
      runtime: 'python',
    }));
    const tail = TAIL.replace('docker, compose', 'kubernetes');
    expect(text).toBe(`${HEAD.replace('3000', '8080')}${METRICS}${tail}runtime: python\n`);
  });
});
