// What the template functions of Prometheus give, to say in a test what a description reads.
// Source: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers

const LARGE = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const SMALL = ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

/** Four significant digits, as `%.4g` has them. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function scaled(value: number, prefixes: readonly string[], factor: number): string {
  let rest = value;
  let step = 0;
  const isDone = () => (factor < 1 ? Math.abs(rest) < 1_000 : Math.abs(rest) >= 1);
  while (!isDone() && step < prefixes.length - 1) {
    rest *= factor;
    step += 1;
  }
  return `${short(rest)}${prefixes[step]}`;
}

/** 12000 → `12k` */
export function humanize(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 1 ? scaled(value, LARGE, 1 / 1_000) : scaled(value, SMALL, 1_000);
}

/** 5400 → `1h 30m 0s`, 0.25 → `250ms` */
export function humanizeDuration(seconds: number): string {
  if (seconds === 0) return '0s';
  const size = Math.abs(seconds);
  if (size < 1) return `${scaled(seconds, SMALL, 1_000)}s`;
  const sign = seconds < 0 ? '-' : '';
  if (size < 60) return `${sign}${short(size)}s`;
  const whole = Math.trunc(size);
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(whole / unit));
  const text = [
    days! > 0 ? `${days}d ` : '',
    hours! > 0 ? `${hours! % 24}h ` : '',
    `${minutes! % 60}m ${whole % 60}s`,
  ];
  return `${sign}${text.join('')}`;
}
