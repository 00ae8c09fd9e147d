import fc from 'fast-check';

/** Few names, so that families meet each other again under all of their suffixes. */
const bases = fc.constantFrom(
  ...['a', 'b', 'a_total', 'http_requests', 'a_seconds', 'cpu_ms', 'disk_kilobytes', 'jobRuns'],
  ...['queue_gauge', 'x:rate', '_', 'up', 'a_count', 'a_sum_total', 'wait_histogram_s'],
);
const suffixes = fc.constantFrom('', '', '', '_total', '_sum', '_count', '_bucket', '_created');
const name = fc.tuple(bases, suffixes).map(([base, suffix]) => base + suffix);
const labelName = fc.constantFrom('le', 'quantile', 'method', 'code', 'fooBar', 'a', 'b', '_x');
const labelValue = fc.oneof(
  fc.constantFrom('1', '0.5', '+Inf', 'GET', '', 'a b', 'ü', '\\n', '\\"', '\\\\', '}', ',', '#'),
  fc.string({ maxLength: 5 }).map((text) => text.replace(/[\\"\n]/g, '\\$&').replace(/\n/g, 'n')),
);
const number = fc.oneof(
  fc.integer().map(String),
  fc.double().map((value) => String(value).replace('Infinity', 'Inf')),
  fc.constantFrom('+Inf', '-inf', 'NaN', '1.', '.5', '1e3', '-0', '00', '1e-400', 'infinity'),
);
const timestamp = fc.oneof(
  fc.constant(''),
  fc.constant(''),
  fc.constantFrom(' 0', ' 1395066363000', ' -12', ' +5', '\t9223372036854775807'),
);
const blank = fc.constantFrom('', '', '', ' ', '\t', '  ');

const labels = fc
  .tuple(
    fc
      .uniqueArray(labelName, { maxLength: 3 })
      .chain((names) =>
        fc.tuple(...names.map((label) => fc.tuple(fc.constant(label), labelValue))),
      ),
    blank,
    fc.constantFrom('', '', ','),
  )
  .map(([pairs, gap, comma]) => {
    if (pairs.length === 0) return gap === '' ? '' : `{${gap}}`;
    const words = pairs.map(
      // One name is always in quotes.
      ([label, value]) => `${label === 'code' ? '"code"' : label}${gap}=${gap}"${value}"`,
    );
    return `{${gap}${words.join(`${gap},${gap}`)}${comma}${gap}}`;
  });

const sample = fc
  .tuple(blank, fc.oneof({ arbitrary: name, weight: 4 }, quoted(name)), labels, number, timestamp)
  .map(([gap, metric, set, value, time]) => `${gap}${metric}${set} ${value}${time}\n`);
/** No histogram or summary may have one of these: inside of braces promtool mixes their labels with another family's. */
const nameInside = fc.constantFrom('q', 'q_total', 'q:gauge_ms', 'qR');
const sampleInside = fc
  .tuple(blank, nameInside, labels, number, timestamp)
  .map(([gap, metric, set, value, time]) => {
    const rest = set === '' ? '}' : set.replace('{', ',');
    return `${gap}{${gap}"${metric}"${gap}${rest} ${value}${time}\n`;
  });
const helpText = fc.constantFrom(
  ...[
    'Some help.',
    'x',
    '',
    ' ',
    'ü \\\\ \\n',
    '"quoted"',
    '\\"quoted\\"',
    '\u00a0',
    '\\n',
    '\u200b',
  ],
);
const help = fc
  .tuple(fc.oneof(name, nameInside, quoted(name), quoted(nameInside)), helpText)
  .map(([metric, text]) => `# HELP ${metric} ${text}\n`);
const typeWord = fc.constantFrom(
  ...['counter', 'gauge', 'histogram', 'summary', 'untyped', 'COUNTER', 'gaugehistogram'],
  ...['gauge_histogram', 'GaugeHistogram'],
);
const type = fc
  .oneof(
    fc.tuple(fc.oneof(name, quoted(name)), typeWord),
    fc.tuple(quoted(nameInside), fc.constantFrom('counter', 'gauge', 'untyped')),
  )
  .map(([metric, word]) => `# TYPE ${metric} ${word}\n`);
const other = fc.constantFrom('\n', '# a comment\n', '#\n', ' \t\n', '# HELP\n', '# TYPE a\n');
const line = fc.oneof(
  { arbitrary: sample, weight: 6 },
  { arbitrary: sampleInside, weight: 2 },
  { arbitrary: help, weight: 2 },
  { arbitrary: type, weight: 2 },
  { arbitrary: other, weight: 1 },
);

/** Histograms and summaries as clients write them, so that their samples belong together. */
const family = fc
  .tuple(
    bases,
    fc.constantFrom('histogram', 'summary', 'counter', 'gauge', 'gaugehistogram'),
    fc.boolean(),
    fc.array(fc.tuple(labels, number), { minLength: 1, maxLength: 4 }),
  )
  .map(([base, kind, helped, metrics]) => {
    const head = `${helped ? `# HELP ${base} Help.\n` : ''}# TYPE ${base} ${kind}\n`;
    const buckets = ['_bucket', '_sum', '_count'];
    const endings = {
      histogram: buckets,
      gaugehistogram: buckets,
      summary: ['', '_sum', '_count'],
    };
    const names = endings[kind as keyof typeof endings] ?? [''];
    return (
      head +
      metrics
        .flatMap(([set, value]) => names.map((ending) => `${base}${ending}${set} ${value}\n`))
        .join('')
    );
  });

function quoted(names: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return names.map((text) => `"${text}"`);
}

/** Texts that mostly are expositions, clean or not. */
export const exposition: fc.Arbitrary<string> = fc.oneof(
  fc.array(line, { maxLength: 8 }).map((lines) => lines.join('')),
  fc.array(fc.oneof(family, line), { maxLength: 5 }).map((parts) => parts.join('')),
);

const scrap = fc.oneof(
  fc.constantFrom(...' \t\n\r{}",=\\#+-.0eE:_ax\0'.split('')),
  fc.constantFrom('# HELP ', '# TYPE ', 'NaN', '1e999', '0x1p3', '1_0', '\\x', '__name__="x"', 'ſ'),
  fc.constantFrom('{"a"', '"a b"', '"ü"', '"my.metric"', ' # {x="1"} 1', ' -1', '1e3', '# EOF\n'),
  fc.constantFrom('{a="1",a="2"}', ' 9223372036854775808', '"x"', '#HELP a b\n', '+NaN', 'a\\b'),
);

/** Expositions with one to three faults: something put in, taken out or cut off. As bytes, for UTF-8 breaks, too. */
export const broken: fc.Arbitrary<Buffer> = fc
  .tuple(
    exposition,
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('insert', 'delete', 'cut', 'byte'), scrap, fc.nat(255)),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([text, faults]) =>
    faults.reduce((bytes, [place, fault, words, byte]) => {
      const at = place % (bytes.length + 1);
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
      if (fault === 'cut') return before;
      if (fault === 'delete') return Buffer.concat([before, after.subarray(1 + (byte % 3))]);
      const put = fault === 'insert' ? Buffer.from(words) : Buffer.of(byte);
      return Buffer.concat([before, put, after]);
    }, Buffer.from(text)),
  );
