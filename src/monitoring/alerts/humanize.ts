// What the template functions of Prometheus give, to say in a test what a description reads.
// Source: https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers

const LARGE = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const BINARY = ['', 'ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];
const SMALL = ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

/** `d.ddde±d`. Between two numbers Go takes the even one, where JavaScript takes the larger. */
function rounded(value: number): string {
  const halfway = /^(-?\d\.\d\d[02468])50*(e.*)$/.exec(value.toExponential(20));
  return halfway ? `${halfway[1]}${halfway[2]}` : value.toExponential(3);
}

/** Four significant digits, as `%.4g` has them: 1234.5 → `1234`, 123450 → `1.234e+05` */
export function fourDigits(value: number): string {
  const [digits, exponent] = rounded(value).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 4) return String(Number(`${digits}e${power}`));
  return `${Number(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function scaled(value: number, prefixes: readonly string[], factor: number): string {
  let rest = value;
  let step = 0;
  const isDone = () => (factor < 1 ? Math.abs(rest) < 1_000 : Math.abs(rest) >= 1);
  while (!isDone() && step < prefixes.length - 1) {
    rest *= factor;
    step += 1;
  }
  return `${fourDigits(rest)}${prefixes[step]}`;
}

/** 12000 → `12k` */
export function humanize(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 1 ? scaled(value, LARGE, 1 / 1_000) : scaled(value, SMALL, 1_000);
}

/** 0.05 → `5%` */
export function humanizePercentage(value: number): string {
  return `${fourDigits(value * 100)}%`;
}

/** 1536 → `1.5ki` */
export function humanize1024(value: number): string {
  let rest = value;
  let step = 0;
  while (Math.abs(rest) >= 1_024 && step < BINARY.length - 1) {
    rest /= 1_024;
    step += 1;
  }
  return `${fourDigits(rest)}${BINARY[step]}`;
}

/** 5400 → `1h 30m 0s`, 0.25 → `250ms` */
export function humanizeDuration(seconds: number): string {
  if (seconds === 0) return '0s';
  const size = Math.abs(seconds);
  if (size < 1) return `${scaled(seconds, SMALL, 1_000)}s`;
  const sign = seconds < 0 ? '-' : '';
  if (size < 60) return `${sign}${fourDigits(size)}s`;
  const whole = Math.trunc(size);
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(whole / unit));
  const text = [
    days! > 0 ? `${days}d ` : '',
    hours! > 0 ? `${hours! % 24}h ` : '',
    `${minutes! % 60}m ${whole % 60}s`,
  ];
  return `${sign}${text.join('')}`;
}
