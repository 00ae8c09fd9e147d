/**
 * Guards a measured value. The client lets `inc(NaN)` pass, and a counter that was given NaN once
 * stays NaN.
 *
 * @param {number} value
 * @returns {number} the value itself
 */
export function finite(value) {
  if (!Number.isFinite(value)) {
    throw new TypeError(`a metric takes finite numbers, not ${String(value)}`);
  }
  return value;
}
