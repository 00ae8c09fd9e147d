import { describe, expect, it, test } from 'vitest';
import { lintExposition } from '../../../src/conventions/exposition.ts';
import type { ExpositionFormatName } from '../../../src/exposition/read.ts';
import { readText } from '../../support/lint-text.ts';

/** What is said of the numbers of a histogram: place, how often, series and sentence. */
async function found(lines: string[], format: ExpositionFormatName = 'text', type = 'histogram') {
  const end = format === 'openmetrics' ? '# EOF\n' : '';
  const text = `# HELP a A.\n# TYPE a ${type}\n${lines.map((line) => `${line}\n`).join('')}${end}`;
  const { families } = await readText(text, format);
  return lintExposition(families, 'x')
    .filter(({ rule }) => rule === 'buckets')
    .map(({ level, location, count = 1, series, message }) => {
      expect(level).toBe('warning');
      return `${location} ×${count} ${series}: ${message}`;
    });
}

const whole = (labels: string, ...values: number[]) => {
  const [low, high, infinite, count] = values;
  return [
    `a_bucket{${labels},le="0.1"} ${low}`,
    `a_bucket{${labels},le="1"} ${high}`,
    `a_bucket{${labels},le="+Inf"} ${infinite}`,
    `a_sum{${labels}} 1`,
    `a_count{${labels}} ${count}`,
  ];
};

describe('the numbers of a histogram', () => {
  test.each<[string, string[]]>([
    ['that agree', whole('x="1"', 1, 2, 3, 3)],
    ['of several metrics', [...whole('x="1"', 3, 4, 5, 5), ...whole('x="2"', 1, 1, 1, 1)]],
    ['in which lines of two metrics alternate', alternating()],
    ['that no value is in', whole('x="1"', 0, 0, 0, 0)],
    ['whose bounds are in another order', whole('x="1"', 1, 2, 3, 3).toReversed()],
    ['whose count is not a number', ['a_bucket{le="1"} 1', 'a_bucket{le="+Inf"} 1', 'a_count NaN']],
    ['without a count', ['a_bucket{le="1"} 1', 'a_bucket{le="+Inf"} 1']],
    [
      'at two times',
      [1, 2].flatMap((time) => whole('x="1"', 1, 2, 3, 3).map((l) => `${l} ${time}`)),
    ],
    [
      'whose labels change their order',
      [
        'a_bucket{le="1",x="1",y="1"} 1',
        'a_bucket{y="1",le="+Inf",x="1"} 2',
        'a_count{y="1",x="1"} 2',
      ],
    ],
  ])('%s', async (_, lines) => {
    const order = lines[0]!.startsWith('a_count') ? 1 : 0;
    const messages = await found(lines);
    // The order of the bounds is told of by itself, and says nothing about their values.
    expect(messages.filter((line) => !line.includes('ascending'))).toEqual([]);
    expect(messages).toHaveLength(order);
  });

  it('may not go down; the sample is named that is less', async () => {
    expect(await found([...whole('x="1"', 3, 2, 5, 5), ...whole('x="2"', 2, 1, 1, 1)])).toEqual([
      'x:4:1 ×2 a_bucket{x="1",le="1"}: The bucket le="1" has 2 and le="0.1" 3, though each counts all values up to its bound.',
    ]);
  });

  it('are compared in the order of their bounds, whatever order they stand in', async () => {
    const small = ['a_bucket{le="+Inf"} 5', 'a_bucket{le="0.1"} 2', 'a_bucket{le="1"} 7'];
    const falling = (messages: string[]) => messages.filter((line) => !line.includes('ascending'));
    expect(falling(await found([...small, 'a_count 5']))).toEqual([
      'x:3:1 ×1 a_bucket{le="+Inf"}: The bucket le="+Inf" has 5 and le="1" 7, though each counts all values up to its bound.',
    ]);
    const swapped = ['a_bucket{le="1"} 5', 'a_bucket{le="0.5"} 7', 'a_bucket{le="+Inf"} 7'];
    expect(falling(await found([...swapped, 'a_count 7']))).toEqual([
      'x:3:1 ×1 a_bucket{le="1"}: The bucket le="1" has 5 and le="0.5" 7, though each counts all values up to its bound.',
    ]);
    // The next metric may have another order, and what was told of the former one says nothing about it.
    expect(falling(await found([...whole('x="1"', 1, 2, 3, 3).toReversed(), ...swapped]))).toEqual([
      expect.stringMatching(
        /^x:8:1 ×1 a_bucket\{le="1"\}: The bucket le="1" has 5 and le="0.5" 7,/,
      ),
    ]);
    // In pieces, each is compared with the highest that was there before.
    const pieces = [small[0]!, 'a_bucket{x="2",le="+Inf"} 1', 'a_bucket{le="1"} 7'];
    expect(falling(await found(pieces))).toEqual([
      expect.stringMatching(/^x:3:1 ×1 .*le="\+Inf" has 5 and le="1" 7,/),
    ]);
  });

  it('of buckets that are there twice the last one counts', async () => {
    const twice = [...whole('x="1"', 1, 2, 3, 3), ...whole('x="1"', 4, 5, 6, 6)];
    // Between the two the bucket of all values and the count differ.
    expect((await found(twice)).filter((line) => line.includes('each counts'))).toEqual([]);
  });

  it('count as one metric, whatever number of them is wrong', async () => {
    const lines = [5, 4, 3, 2, 1].map(
      (value, index, all) => `a_bucket{le="${index === all.length - 1 ? '+Inf' : index}"} ${value}`,
    );
    expect(await found([...lines, 'a_count 2', 'a_count 2', 'b 1', 'a_count 3'])).toEqual([
      expect.stringMatching(/^x:4:1 ×1 .*: The bucket le="1" has 4 and le="0" 5,/),
      expect.stringMatching(/^x:8:1 ×1 a_count: /),
    ]);
  });

  it('need the bucket of all values', async () => {
    expect(await found(['a_bucket{le="1"} 1', '  a_bucket{x="2",le="1"} 1', 'a_count 1'])).toEqual([
      'x:3:1 ×2 a_bucket{le="1"}: The bucket le="+Inf" is missing, without which there are no quantiles.',
    ]);
  });

  it('say twice how many there are, and the same', async () => {
    expect(await found([...whole('x="1"', 1, 2, 3, 3), ...whole('x="2"', 1, 2, 3, 4)])).toEqual([
      'x:12:1 ×1 a_count{x="2"}: The bucket le="+Inf" has 3 and the count 4, though both count all values.',
    ]);
    // Where the count stands first, the bucket shows it.
    expect(await found(['a_count 4', 'a_bucket{le="1"} 1', 'a_bucket{le="+Inf"} 3'])).toEqual([
      expect.stringMatching(/^x:5:1 ×1 a_bucket\{le="\+Inf"\}: /),
    ]);
  });

  it('are compared in OpenMetrics, too, whose gauge histograms have other names', async () => {
    expect(await found(whole('x="1"', 3, 2.5, 5, 6), 'openmetrics')).toEqual([
      expect.stringMatching(/^x:4:1 ×1 .* has 2\.5 and le="0\.1" 3,/),
      expect.stringMatching(/^x:7:1 ×1 a_count\{x="1"\}: /),
    ]);
    const gauges = ['a_bucket{le="1"} 1', 'a_bucket{le="+Inf"} 3', 'a_gcount 2', 'a_gsum 2'];
    expect(await found(gauges, 'openmetrics', 'gaugehistogram')).toEqual([
      expect.stringMatching(/^x:5:1 ×1 a_gcount: /),
    ]);
  });
});

it('of repeated series the first is named, at its line', async () => {
  const text = '# HELP b B.\n# TYPE b gauge\nb{x="1"} 1\n  b{x="2"} 1\n b{x="2"} 2\nb{x="1"} 1\n';
  const { families } = await readText(text);
  expect(lintExposition(families, 'x')).toEqual([
    {
      rule: 'duplicate',
      level: 'error',
      subject: 'b',
      message: 'metric not unique',
      series: 'b{x="2"}',
      count: 2,
      location: 'x:5:2',
    },
  ]);
});

/** As some programs write them: all samples of one name, then those of the next. */
function alternating(): string[] {
  const [one, two] = [whole('x="1"', 2, 3, 4, 4), whole('x="2"', 1, 1, 2, 2)];
  return one.flatMap((line, index) => [line, two[index]!]);
}
