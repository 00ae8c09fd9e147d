import { expect } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { parseSpec } from '../../../src/spec/parse.ts';

/** The sentences that refuse a text, or none. */
export function refusal(text: string): string[] {
  try {
    parseSpec(text, 'e.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe(2);
    expect(error.title).toBe('e.yaml cannot be used');
    return error.details;
  }
}

export const HEAD = 'version: 1\nname: shop\n';
export const COUNTER =
  'metrics:\n  - name: shop_orders_total\n    type: counter\n    help: Orders.\n';

/** The problems of a text are these, and no others. */
export function expectRefusal(text: string, expected: (string | RegExp)[]): void {
  const details = refusal(text);
  expect(details, details.join('\n')).toHaveLength(expected.length);
  for (const [index, line] of expected.entries()) {
    if (typeof line === 'string') expect(details[index]).toBe(line);
    else expect(details[index]).toMatch(line);
  }
}
