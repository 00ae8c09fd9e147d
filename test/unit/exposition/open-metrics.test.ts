import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintExposition } from '../../../src/conventions/exposition.ts';
import { ExpositionSyntaxError } from '../../../src/exposition/syntax-error.ts';
import { readText } from '../../support/lint-text.ts';
import { broken } from './arbitrary.ts';

const EOF = '# EOF\n';

describe('what OpenMetrics takes', () => {
  test.each([
    ['', []],
    ['a 1\n', ['a']],
    ['a{} 1 1.5\n', ['a']],
    ['# TYPE a counter\n# HELP a Help.\na_total{x="1"} 1\na_created{x="1"} 1e9\n', ['a']],
    ['# TYPE a_seconds counter\n# UNIT a_seconds seconds\na_seconds_total 1\n', ['a_seconds']],
    ['# TYPE a info\na_info{version="1"} 1\n', ['a']],
    ['# TYPE a stateset\na{a="on"} 1\na{a="off"} 0\n', ['a']],
    [
      '# TYPE a histogram\na_bucket{le="1.0"} 1\na_bucket{le="+Inf"} 1\na_count 1\na_sum 1\n',
      ['a'],
    ],
    ['# TYPE a gaugehistogram\na_bucket{le="+Inf"} 1\na_gcount 1\na_gsum 1\n', ['a']],
    ['# TYPE a summary\na{quantile="0.5"} 1\na_count 1\n', ['a']],
    ['# TYPE a counter\na_total 1 # {id="x",b="\\""} 1 5.5\n', ['a']],
    ['# TYPE a histogram\na_bucket{le="+Inf"} 1 5 # {} 0.5\n', ['a']],
    ['# TYPE a unknown\na NaN\n# TYPE b gauge\nb -Inf\n', ['a', 'b']],
    ['# TYPE a gauge\nab 1\n', ['ab']],
    ['# TYPE a gauge\na_total 1\n', ['a_total']],
    ['# HELP a A.\na_info 1\n', ['a_info']],
  ])('%j', async (text, names) => {
    const { families } = await readText(text + EOF, 'openmetrics');
    expect(families.map(({ name }) => name)).toEqual(names);
    // The last newline may be missing.
    await expect(readText(text + EOF.trimEnd(), 'openmetrics')).resolves.toBeDefined();
  });
});

describe('what OpenMetrics refuses, with the place', () => {
  test.each([
    ['a 1\n', 2, 1],
    [`${EOF}a 1\n`, 2, 1],
    ['\n# EOF\n', 1, 1],
    ['# comment\n# EOF\n', 1, 1],
    ['a  1\n# EOF\n', 1, 3],
    ['a 1 \n# EOF\n', 1, 5],
    ['a{x="1",} 1\n# EOF\n', 1, 9],
    ['a{x="\\q"} 1\n# EOF\n', 1, 6],
    ['a{x= "1"} 1\n# EOF\n', 1, 5],
    ['a 1e\n# EOF\n', 1, 3],
    ['"a" 1\n# EOF\n', 1, 1],
    ['a{"x"="1"} 1\n# EOF\n', 1, 3],
    ['a 1 now\n# EOF\n', 1, 5],
    ['# TYPE a counter\na 1\n# EOF\n', 2, 1],
    ['# TYPE a histogram\na_bucket 1\n# EOF\n', 2, 1],
    ['# TYPE a counter\na_total 1\na 1\n# EOF\n', 3, 1],
    ['# TYPE a untyped\n# EOF\n', 1, 10],
    ['# UNIT a seconds\n# EOF\n', 1, 10],
    ['# TYPE a gauge\n# TYPE a gauge\n# EOF\n', 2, 8],
    ['# TYPE a gauge\na 1\n# HELP a Late.\n# EOF\n', 3, 8],
    ['# TYPE a gauge\na 1\nb 1\na 2\n# EOF\n', 4, 1],
    ['# TYPE a gauge\na 1\nb 1\n# HELP a Late.\n# EOF\n', 4, 8],
    ['# TYPE a gauge\na 1 # {} 1\n# EOF\n', 2, 4],
    ['# TYPE a counter\na_total 1 # {x} 1\n# EOF\n', 2, 10],
    [`# TYPE a counter\na_total 1 # {x="${'y'.repeat(128)}"} 1\n# EOF\n`, 2, 10],
  ])('%j at %i:%i', async (text, line, column) => {
    await expect(readText(text, 'openmetrics')).rejects.toMatchObject({ line, column });
  });
});

test('the rules are asked about the names that Prometheus stores', async () => {
  const text = `# TYPE a counter
# HELP a Help.
a_total 1
a_created 1e9
# TYPE b info
# HELP b Help.
b_info{version="1"} 1
# TYPE c_total gauge
# HELP c_total Help.
c_total 1
# TYPE d stateset
# HELP d Help.
d{d="on"} 1
d{d="off"} 0
# EOF
`;
  const { families } = await readText(text, 'openmetrics');
  expect(lintExposition(families, 'x')).toMatchObject([
    { rule: 'counter', subject: 'c_total', location: 'x:8:8' },
  ]);
});

test('a series may have several points, at different times', async () => {
  const text = `a{x="1"} 1 1.5
a{x="1"} 2 2.5
a{x="2"} 1 1e999
a{x="3"} 1 1e999
# TYPE b stateset
b{b="on"} 1 1
b{b="off"} 0 1
b{b="on"} 0 2
b{b="off"} 1 2
# TYPE c counter
c_total 1 5
c_total 2 5.0
c_total 3
# EOF
`;
  const { families } = await readText(text, 'openmetrics');
  expect(families).toMatchObject([
    { name: 'a', samples: 4, repeated: 0 },
    { name: 'b', samples: 4, repeated: 0 },
    { name: 'c', samples: 3, repeated: 1 },
  ]);
});

test('whatever stands in it, it is read or refused with a place', async () => {
  for (const bytes of fc.sample(broken, { numRuns: 2000, seed: 1 })) {
    const text = Buffer.concat([bytes, Buffer.from(`\n${EOF}`)]);
    await readText(text, 'openmetrics').catch((error) => {
      expect(error).toBeInstanceOf(ExpositionSyntaxError);
    });
  }
});
