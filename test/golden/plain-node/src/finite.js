/**
 * Guards a measured value: one NaN makes every sum and average over it NaN.
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
