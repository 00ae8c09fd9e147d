import { describe, expect, test } from 'vitest';
import { readExposition } from '../../../src/exposition/read.ts';
import { LineTooLongError } from '../../../src/exposition/syntax-error.ts';
import { inPieces, readText } from '../../support/lint-text.ts';

async function familiesOf(text: string) {
  const { families } = await readText(text);
  return families.map(({ name, type, help, samples, repeated, bounds }) => ({
    name,
    type,
    help,
    samples,
    repeated,
    bounds,
  }));
}

describe('what promtool takes', () => {
  test.each([
    ['', []],
    ['\n \t\n', []],
    [' \t', []],
    ['# any comment\n#\n##HELP a\n', []],
    ['# HELP a Alone.\n# TYPE a counter\n', []],
    ['a 1\n', ['a']],
    ['a 1\n\n  # b\n\tb\t2\n', ['a', 'b']],
    ['a+1\nb.5\nc-.5\n', ['a', 'b', 'c']],
    ['a{}1\nb{ x = "1" , }2\n', ['a', 'b']],
    ['a{x="}, \\" \\\\ \\n #"} 1 -5\n', ['a']],
    ['#HELP a Help.\n#TYPE a GAUGE\na NaN\n', ['a']],
    ['# TYPE a co\\unter\na 1\n', ['a']],
    ['# TYPE a ſummary\na_sum 1\n', ['a']],
    ['a +Inf\nb -infinity\nc nan\nd 1e-999\ne 1.\n', ['a', 'b', 'c', 'd', 'e']],
    ['a 1 9223372036854775807\n', ['a']],
    ['a{x="ü€😀"} 1\n', ['a']],
    ['# HELP a \\" \\\\ \\n\na 1\n', ['a']],
    ['{"a"} 1\n{ "b" , x="1", } 2 3\n{c,x="1"}4\n', ['a', 'b', 'c']],
    ['"a" 1\n"b"{"x"="1","y" = "2"} 1\nc"d" 1\n', ['a', 'b', 'cd']],
    ['# HELP "a" Help.\n# TYPE "a" gauge\na 1\n', ['a']],
    ['# HELP "no name at all \\" "\na 1\n', ['a']],
    [
      '# TYPE a gaugehistogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\na_gsum 1\n',
      ['a', 'a_gsum'],
    ],
    ['# TYPE a histogram\na_bucket 1\na_sum -1\na_bucket{le="NaN"} -1\na_count -0\n', ['a']],
    ['# TYPE a summary\na{quantile="0.5"} -1\na_count -1\n', ['a']],
  ])('%j', async (text, names) => {
    expect((await familiesOf(text)).map(({ name }) => name)).toEqual(names);
  });
});

describe('what promtool refuses, with the place', () => {
  test.each([
    ['a', 1, 2],
    ['a 1', 1, 4],
    ['a 1\n# b', 2, 4],
    ['a 1\r\n', 1, 3],
    ['a 1 \n', 1, 5],
    ['a 1 2 \n', 1, 6],
    ['a 1 2 3\n', 1, 6],
    ['a 1 9223372036854775808\n', 1, 5],
    ['a 1 1.5\n', 1, 5],
    ['\na x\n', 2, 3],
    ['a 1e999\n', 1, 3],
    ['a 0x1\n', 1, 3],
    ['a 1_0\n', 1, 3],
    ['a +NaN\n', 1, 3],
    ['a 1.2.3\n', 1, 3],
    ['a .\n', 1, 3],
    ['9 1\n', 1, 1],
    ['{a="1"} 1\n', 1, 1],
    ['{} 1\n', 1, 2],
    ['{"a" x="1"} 1\n', 1, 1],
    ['{x="1","a"} 1\n', 1, 1],
    ['{"a","b"} 1\n', 1, 9],
    ['{a:b} 1\n', 1, 1],
    ['{"my.metric"} 1\n', 1, 2],
    ['a{"my.label"="1"} 1\n', 1, 3],
    ['a{x="1",""="1"} 1\n', 1, 9],
    ['a{"x"="1",x="2"} 1\n', 1, 11],
    ['"" 1\n', 1, 1],
    ['"9" 1\n', 1, 1],
    ['"a\n', 1, 1],
    ['"a\\b" 1\n', 1, 3],
    ['# HELP "my.metric" x\n', 1, 8],
    ['# HELP "a"b x\n', 1, 11],
    ['# TYPE a histogram\na_bucket{le="1"} -1\n', 2, 18],
    ['# TYPE a histogram\n{"a_count"} -Inf\n', 2, 13],
    ['# TYPE a gaugehistogram\na{le="1"} -0.5\n', 2, 11],
    ['a{="1"} 1\n', 1, 3],
    ['a{,} 1\n', 1, 3],
    ['a{b} 1\n', 1, 4],
    ['a{b=1} 1\n', 1, 5],
    ['a{b="1} 1\n', 1, 5],
    ['a{b="\\x"} 1\n', 1, 6],
    ['a{b="1" c="2"} 1\n', 1, 9],
    ['a{b="1",b="2"} 1\n', 1, 9],
    ['a{__name__="b"} 1\n', 1, 3],
    ['a{ü="1"} 1\n', 1, 3],
    ['a{b="ü",="1"} 1\n', 1, 9],
    ['# HELP a x\n# HELP a y\n', 2, 8],
    ['# HELP a-b x\n', 1, 9],
    ['# HELP a \\x\n', 1, 10],
    ['# TYPE a counter\n# TYPE a counter\n', 2, 8],
    ['a 1\n# TYPE a gauge\n', 2, 8],
    ['# TYPE a counter \n', 1, 10],
    ['# TYPE a info\n', 1, 10],
    ['# TYPE a histogram\na_bucket{le="x"} 1\n', 2, 14],
    ['# TYPE a histogram\na_sum 1\na_bucket{le=""} 1\n', 3, 14],
    ['# TYPE a summary\na{quantile=""} 1\n', 2, 13],
  ])('%j at %i:%i', async (text, line, column) => {
    await expect(readText(text)).rejects.toMatchObject({ line, column });
  });

  test('bytes that are no UTF-8, in a label only', async () => {
    await expect(readText(Buffer.from('a{b="\xff"} 1\n', 'latin1'))).rejects.toMatchObject({
      line: 1,
      column: 6,
    });
    await expect(readText(Buffer.from('# HELP a \xff\na 1\n', 'latin1'))).resolves.toBeDefined();
  });
});

describe('families', () => {
  test('take the samples of their type under its suffixes', async () => {
    const text = `# TYPE h histogram
h_bucket{le="0.1"} 1
h_bucket{le="+Inf"} 2
h_sum 3
h_count 2
# TYPE s summary
s{quantile="0.5"} 1
s_sum 3
s_count 2
s_bucket 1
g_sum 1
`;
    expect(await familiesOf(text)).toMatchObject([
      { name: 'h', type: 'histogram', samples: 4, bounds: [0.1] },
      { name: 's', type: 'summary', samples: 3, bounds: [0.5] },
      { name: 's_bucket', type: 'untyped', samples: 1 },
      { name: 'g_sum', type: 'untyped', samples: 1 },
    ]);
  });

  test('a name alone behind HELP is no family, with a blank it is one', async () => {
    const rest = '# TYPE a summary\na_count 1\n';
    expect(await familiesOf(`# HELP a_count\n${rest}`)).toMatchObject([{ name: 'a' }]);
    expect(await familiesOf(`# HELP a_count \n${rest}`)).toMatchObject([{ name: 'a_count' }]);
  });

  test('may be interleaved; the same labels in the same order are a repetition', async () => {
    const text = 'a{x="1",y="2"} 1\nb 1\na{y="2",x="1"} 1\na{x="1",y="2"} 1\na{ x="1",y="2",} 1\n';
    expect(await familiesOf(text)).toMatchObject([
      { name: 'a', samples: 4, repeated: 2 },
      { name: 'b', samples: 1, repeated: 0 },
    ]);
  });

  test('know how many of their metrics have a label; all samples of a histogram are one', async () => {
    const text = `# TYPE h histogram
h_bucket{a="1",le="1",b="2"} 1
h_sum{b="2",a="1"} 1
h_sum{a="2"} 1
g{a="1"} 1
g{a="2"} 1
g 1
`;
    const { families } = await readText(text);
    expect(families.map((family) => [...family.labelUse().use])).toEqual([
      [
        ['a', 2],
        ['b', 1],
      ],
      [['a', 2]],
    ]);
  });

  test('are the same with quotes and without', async () => {
    const text = 'a{x="1"} 1\n"a"{"x"="1"} 1\n{"a",x="1"} 1\n{"a","x"="2"} 1\n';
    expect(await familiesOf(text)).toMatchObject([{ name: 'a', samples: 4, repeated: 2 }]);
    const histogram = '# TYPE h histogram\n{"h_bucket","le"="1"} 1\n"h_sum" 1\n{"h_count"} 1\n';
    expect(await familiesOf(histogram)).toMatchObject([{ name: 'h', samples: 3, bounds: [1] }]);
  });

  test('unescape HELP and say where they are', async () => {
    const { families } = await readText('\n #  HELP a One\\nTwo\\\\n\na 1\nb 1\n');
    expect(families).toMatchObject([
      { help: 'One\nTwo\\n', line: 2, column: 10 },
      { help: undefined, line: 4, column: 1 },
    ]);
  });
});

test('pieces of any size make no difference', async () => {
  const text = '# HELP a Übung.\n# TYPE a counter\na{x="ü"} 1\na{x="€"} 2 3\n';
  for (let size = 1; size < 20; size++) {
    const { families } = await readText(text, 'text', size);
    expect(families).toMatchObject([
      { name: 'a', type: 'counter', help: 'Übung.', samples: 2, repeated: 0, line: 1, column: 8 },
    ]);
  }
});

test('a line without end is refused before it fills the memory', async () => {
  async function* endless() {
    for (;;) yield Buffer.alloc(8 * 1024 * 1024, 'a');
  }
  await expect(readExposition(endless(), 'text')).rejects.toThrow(LineTooLongError);
});

test('200,000 different series are all different', async () => {
  const line = (index: number) => `a{x="${index}",y="${index % 7}"} 1\n`;
  const text = Array.from({ length: 200_000 }, (_, index) => line(index)).join('');
  const { families } = await readExposition(inPieces(text + line(5)), 'text');
  expect(families).toMatchObject([{ samples: 200_001, repeated: 1 }]);
});

test('more label names than a function takes arguments are counted', async () => {
  const lines = Array.from({ length: 200_000 }, (_, index) => `a{label_${index}="x"} 1\n`);
  const { families } = await readText(lines.join(''));
  expect(families[0]!.labelUse().use.size).toBe(lines.length);
}, 30_000);
