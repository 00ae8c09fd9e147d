/** Units of Grafana → factor and what stands behind the number. */
const UNITS = {
  short: [1, ''],
  reqps: [1, ' req/s'],
  cps: [1, ' c/s'],
  percentunit: [100, '%'],
  s: [1, ' s'],
};

/** A value as Grafana writes it: three digits, small seconds as milliseconds. */
export function describe(value, unit) {
  if (!Number.isFinite(value)) return '–';
  if (unit === 's' && value > 0 && value < 1) return `${digits(value * 1000)} ms`;
  const [factor, sign] = UNITS[unit];
  return `${digits(value * factor)}${sign}`;
}

function digits(value) {
  return String(Number(value.toPrecision(3)));
}
