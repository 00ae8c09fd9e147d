const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/**
 * The number a text stands for, or undefined where the Go parser of Prometheus refuses it: too large for 64 bits is an
 * error there, `+NaN` too, and hexadecimal needs the `p` that its text format forbids.
 */
export function parseGoFloat(text: string): number | undefined {
  if (DECIMAL.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^nan$/i.test(text) ? Number.NaN : undefined;
}

/** Whether a text is a whole number of 64 bits with a sign or without one. */
export function isGoInteger(text: string): boolean {
  if (!/^[+-]?\d+$/.test(text)) return false;
  return BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));
}
