/**
 * How a reading called `value` is brought to the unit of its metric, as an expression of both languages; empty without a
 * scale. Multiplied by 0.001, 9 would be 0.009000000000000001: decimal fractions are no binary ones. Divided by 1000 it is
 * the number nearest to 0.009, so the scale is written as the fraction of whole numbers that its digits stand for.
 */
export function scaleExpression(scale: number | undefined): string {
  if (scale === undefined) return '';
  const reciprocal = Math.round(1 / scale);
  if (reciprocal > 1 && 1 / reciprocal === scale) return `value / ${literal(reciprocal)}`;
  const { numerator, denominator } = fractionOf(scale);
  if (numerator > Number.MAX_SAFE_INTEGER || denominator > Number.MAX_SAFE_INTEGER) {
    return `value * ${scale}`;
  }
  const product = `value * ${literal(numerator)}`;
  return denominator === 1n ? product : `(${product}) / ${literal(denominator)}`;
}

/** The decimal digits as a fraction in lowest terms: 0.0254 is 127 / 5000. */
function fractionOf(scale: number): { numerator: bigint; denominator: bigint } {
  const [digits = '', exponent = '0'] = String(scale).split('e');
  const [whole = '', decimals = ''] = digits.split('.');
  const power = Number(exponent) - decimals.length;
  const numerator = BigInt(whole + decimals) * 10n ** BigInt(Math.max(power, 0));
  const denominator = 10n ** BigInt(Math.max(-power, 0));
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** With underscores where a reader would count digits. */
function literal(whole: number | bigint): string {
  const text = String(whole);
  return text.length > 4 ? text.replace(/\B(?=(?:\d{3})+$)/g, '_') : text;
}
