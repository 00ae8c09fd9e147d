import { describe, expect, it } from 'vitest';
import { scaleExpression } from '../../../src/render/scale.ts';

/** What the expression makes of a reading. */
function scaled(scale: number, value: number): number {
  return new Function('value', `return ${scaleExpression(scale)};`)(value);
}

describe('scaleExpression', () => {
  it.each([
    [0.001, 'value / 1000'],
    [1e-6, 'value / 1_000_000'],
    [1e-9, 'value / 1_000_000_000'],
    [0.01, 'value / 100'],
    [0.125, 'value / 8'],
    [1 / 60, 'value / 60'],
    [60, 'value * 60'],
    [1024, 'value * 1024'],
    [1048576, 'value * 1_048_576'],
    [1e15, 'value * 1_000_000_000_000_000'],
    [0.0254, '(value * 127) / 5000'],
    [4.184, '(value * 523) / 125'],
    [0.1234567890123457, 'value * 0.1234567890123457'],
  ])('writes %d as %s', (scale, expression) => {
    expect(scaleExpression(scale)).toBe(expression);
  });

  it('is empty without a scale', () => {
    expect(scaleExpression(undefined)).toBe('');
  });

  it.each([0.001, 1e-6, 1e-9, 0.01])('gives the number nearest to the decimal one: %d', (scale) => {
    const digits = Math.round(-Math.log10(scale));
    for (let value = 0; value < 5_000; value += 1) {
      expect(scaled(scale, value)).toBe(Number(`${value}e-${digits}`));
    }
  });

  it('does so where a product would not', () => {
    expect(9 * 0.001).not.toBe(0.009);
    expect(scaled(0.001, 9)).toBe(0.009);
    expect(scaled(0.0254, 12)).toBe(0.3048);
  });
});
