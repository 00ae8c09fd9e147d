import { describe, test } from 'vitest';
import { COUNTER, expectRefusal, HEAD } from './refusal.ts';

describe('problems of the values of a metric', () => {
  const cases: [what: string, text: string, expected: (string | RegExp)[]][] = [
    [
      'unknown metric type',
      `${HEAD}metrics:\n  - { name: a, type: guage, help: x }\n`,
      [/^e\.yaml:4:22: metrics\[0\]\.type: "guage" .* Did you mean "gauge"\?$/],
    ],
    ['half a port', `${HEAD}port: 1.5\n`, ['e.yaml:3:7: port: 1.5 is not a whole number.']],
    [
      'infinite bucket',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, buckets: [1, .inf, .nan] }\n`,
      [
        'e.yaml:4:55: metrics[0].buckets[1]: Infinity is not a number.',
        'e.yaml:4:61: metrics[0].buckets[2]: NaN is not a number.',
      ],
    ],
    [
      'a metric name with a space',
      `${HEAD}metrics:\n  - { name: a b, type: gauge, help: x }\n`,
      [/^e\.yaml:4:13: metrics\[0\]\.name: "a b" is no metric name: .* Use "a_b"\.$/],
    ],
    [
      'a label name with a hyphen',
      `${HEAD}${COUNTER}    labels:\n      a-b: []\n`,
      [/^e\.yaml:8:7: "a-b" is no label name: .* Use "a_b"\.$/],
    ],
    [
      'a duration in words',
      `${HEAD}${COUNTER}    alert: { above: 1, for: soon, severity: info }\n`,
      [/^e\.yaml:7:29: metrics\[0\]\.alert\.for: "soon" is no duration such as/],
    ],
    [
      'an empty help',
      `${HEAD}metrics:\n  - { name: a, type: gauge, help: "" }\n`,
      [/must not be empty/],
    ],
    [
      'a value twice',
      `${HEAD}${COUNTER}    labels: { a: [x, y, x] }\n`,
      ['e.yaml:7:18: metrics[0].labels.a: "x" is there twice: leave one out.'],
    ],
    [
      'a quantile twice',
      `${HEAD}metrics:\n  - { name: a, type: summary, help: A., quantiles: [0.9, 0.5, 0.9] }\n`,
      [/quantiles: 0\.9 is there twice: leave one out\.$/],
    ],
    [
      'labels as a list',
      `${HEAD}${COUNTER}    labels: [a, b]\n`,
      [
        'e.yaml:7:13: metrics[0].labels: Labels are a mapping, each with its values or [] for any: write { a: [], b: [] }.',
      ],
    ],
    [
      'labels as an empty list',
      `${HEAD}${COUNTER}    labels: []\n`,
      [
        'e.yaml:7:13: metrics[0].labels: Labels are a mapping: leave the key out where there are none.',
      ],
    ],
    [
      'labels of a document as a list',
      `${HEAD}metrics:\n  - { name: a, type: gauge, help: A., json-api: { value: v, labels: [queue] } }\n`,
      [/json-api\.labels: \["queue"\] is not a mapping such as \{ key: value \}\./],
    ],
    [
      'buckets of a counter',
      `${HEAD}${COUNTER}    buckets: [1]\n`,
      ['e.yaml:7:5: "buckets" belong to a histogram; shop_orders_total is a counter.'],
    ],
    [
      'buckets that do not ascend',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, buckets: [1, 1] }\n`,
      ['e.yaml:4:42: The buckets of a are not in ascending order.'],
    ],
    [
      'quantiles of a counter',
      `${HEAD}${COUNTER}    quantiles: [1]\n`,
      [/^e\.yaml:7:5: "quantiles" belong to a summary/],
    ],
    [
      'sql of a histogram',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, sql: SELECT 1 }\n`,
      [/^e\.yaml:4:42: What "sql" reads is a counter or a gauge/],
    ],
    [
      'an alert without bound',
      `${HEAD}${COUNTER}    alert: { for: 5m, severity: info }\n`,
      [/^e\.yaml:7:5: The alert .* needs either "above" or "below"\.$/],
    ],
    [
      'an alert with both',
      `${HEAD}${COUNTER}    alert: { above: 1, below: 2, for: 5m, severity: info }\n`,
      [/needs either/],
    ],
    [
      'an alert on a negative rate',
      `${HEAD}${COUNTER}    alert: { below: 0, for: 5m, severity: info }\n`,
      ['e.yaml:7:5: The alert of shop_orders_total would never fire: its rate is never below 0.'],
    ],
    [
      'an alert beyond the buckets',
      `${HEAD}metrics:\n  - { name: a, type: histogram, help: x, buckets: [1, 2], alert: { above: 2, for: 5m, severity: info } }\n`,
      ['e.yaml:4:59: The alert of a would never fire: its 95th percentile is never above 2.'],
    ],
    [
      'an alert on a metric with a label that alerts have',
      `${HEAD}metrics:\n  - { name: a, type: gauge, help: x, labels: { severity: [low] }, alert: { above: 2 } }\n`,
      [
        'e.yaml:4:67: Every alert has a label "severity" of its own, so a cannot have one as well: call it otherwise, or leave the alert out.',
      ],
    ],
    [
      'a label name longer than a key of YAML may be',
      `${HEAD}metrics:\n  - { name: a, type: gauge, help: x, labels: { "${'b'.repeat(1000)}": [] } }\n`,
      [/^e\.yaml:4:48: "b{56}… is longer than 100 characters\.$/],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => expectRefusal(text, expected));
});
