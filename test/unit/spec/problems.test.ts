import { describe, expect, test } from 'vitest';
import { COUNTER, expectRefusal, HEAD, refusal } from './refusal.ts';

describe('problems of the values', () => {
  const cases: [what: string, text: string, expected: (string | RegExp)[]][] = [
    [
      'unknown key at the top',
      `${HEAD}runtim: node\n`,
      ['e.yaml:3:1: Unknown key "runtim". Did you mean "runtime"?'],
    ],
    [
      'unknown key that is near to nothing',
      `${HEAD}zzzzzzzz: 1\n`,
      [/^e\.yaml:3:1: Unknown key "zzzzzzzz"\. Known keys: version, name, .*metrics/],
    ],
    [
      'unknown key of http',
      `${HEAD}http:\n  bucket: [1]\n`,
      ['e.yaml:4:3: Unknown key "bucket". Did you mean "buckets"?'],
    ],
    [
      'unknown key of sql',
      `${HEAD}collectors: [sql]\nsql: { sampel: x }\n`,
      ['e.yaml:4:8: Unknown key "sampel". Did you mean "sample"?'],
    ],
    [
      'unknown key of a metric',
      `${HEAD}${COUNTER}    lables: {}\n`,
      ['e.yaml:7:5: Unknown key "lables". Did you mean "labels"?'],
    ],
    [
      'unknown key of an alert',
      `${HEAD}${COUNTER}    alert: { over: 1, above: 1, for: 5m, severity: info }\n`,
      [/^e\.yaml:7:14: Unknown key "over"\./],
    ],
    [
      'a key that belongs elsewhere',
      `${HEAD}max_bytes_per_scrape: 1\nsql: { port: 1 }\nhelp: x\n`,
      [
        'e.yaml:3:1: Unknown key "max_bytes_per_scrape". It belongs under "log".',
        'e.yaml:4:8: Unknown key "port". It belongs at the top.',
        'e.yaml:5:1: Unknown key "help". It belongs under "metrics".',
      ],
    ],
    [
      'the word of a client library',
      `${HEAD}${COUNTER}    labelNames: [a]\n    query: SELECT 1\n`,
      [
        'e.yaml:7:5: Unknown key "labelNames". Did you mean "labels"?',
        'e.yaml:8:5: Unknown key "query". Did you mean "sql"?',
      ],
    ],
    [
      'the address of a database',
      `${HEAD}sql: { url: postgresql://a }\nmongodb: { host: a }\n`,
      [
        'e.yaml:3:8: Unknown key "url". What to read is told to the program when it starts, by --database.url or --database.file.',
        'e.yaml:4:12: Unknown key "host". What to read is told to the program when it starts, by --mongodb.uri.',
      ],
    ],
    ['a key with a slash', `${HEAD}"a/b~c": 1\n`, [/^e\.yaml:3:1: Unknown key "a\/b~c"/]],
    ['a number as key', `${HEAD}12: 1\n`, [/^e\.yaml:3:1: Unknown key "12"/]],
    [
      'a key of every object',
      `${HEAD}__proto__: { x: 1 }\n`,
      [/^e\.yaml:3:1: Unknown key "__proto__"/],
    ],
    [
      'unknown value',
      `${HEAD}runtime: nodejs\n`,
      ['e.yaml:3:10: runtime: "nodejs" is not one of node, python. Did you mean "node"?'],
    ],
    ['no version', 'name: shop\n', ['e.yaml:1:1: "version" is missing.']],
    ['no name', '# hi\nversion: 1\n', ['e.yaml:2:1: "name" is missing.']],
    [
      'another version',
      'version: 2\nname: a\n',
      ['e.yaml:1:10: version: This create-exporter reads version 1, not 2: a newer one may.'],
    ],
    [
      'a version that never was',
      'version: 0\nname: a\n',
      ['e.yaml:1:10: version: This create-exporter reads version 1, not 0.'],
    ],
    [
      'version as text',
      'version: "1"\nname: a\n',
      ['e.yaml:1:10: version: "1" is not a whole number.'],
    ],
    [
      'null',
      `${HEAD}metrics:\n`,
      ['e.yaml:3:9: metrics: This is empty; write a list such as [a, b], or leave the key out.'],
    ],
    [
      'null where a value must be',
      'version:\nname: a\n',
      ['e.yaml:1:9: version: This is empty; write a whole number.'],
    ],
    [
      'null in a list',
      `${HEAD}metrics: [null]\n`,
      ['e.yaml:3:11: metrics[0]: This is empty; write a mapping such as { key: value }.'],
    ],
    [
      'a port out of range',
      `${HEAD}port: 70000\n`,
      ['e.yaml:3:7: port: 70000 is too large: at most 65535.'],
    ],
    [
      'times that are finer than the program can be told',
      `${HEAD}pattern: sidecar\ncollectors: [log, http-probe]\nlog: { min_interval: 0.1234 }\nhttp-probe: { min_interval: 1e-7, timeout_seconds: 2.125 }\n`,
      [
        'e.yaml:5:22: log.min_interval: 0.1234 has more than three decimals: the program counts milliseconds.',
        'e.yaml:6:29: http-probe.min_interval: 1e-7 has more than three decimals: the program counts milliseconds.',
      ],
    ],
    [
      'more bytes than the program can be told',
      `${HEAD}pattern: sidecar\ncollectors: [log]\nlog: { max_bytes_per_scrape: 1000000000 }\n`,
      ['e.yaml:5:30: log.max_bytes_per_scrape: 1000000000 is too large: at most 999999999.'],
    ],
    [
      'a namespace in capitals',
      `${HEAD}namespace: My-Shop\n`,
      [/^e\.yaml:3:12: namespace: "My-Shop" is no namespace: .* Use "my_shop"\.$/],
    ],
    [
      'a target of http-probe that would be read as two',
      `${HEAD}pattern: sidecar\ncollectors: [http-probe]\nhttp-probe: { targets: { web: "http://a/?b=1,c=http://d/" } }\n`,
      [
        'e.yaml:5:31: http-probe.targets.web: After its comma this address reads like the next target, "c=http://…": write the comma as %2C.',
      ],
    ],
    [
      'control characters in what has one line',
      `${HEAD}pattern: sidecar\ncollectors: [log, json-api]\nlog: { file: "/a\\nB=1" }\njson-api: { url: "http://a/\\0" }\n`,
      [
        'e.yaml:5:14: log.file: "/a\\nB=1" is no path of a file: one line without control characters.',
        'e.yaml:6:18: json-api.url: "http://a/\\u0000" is no address such as https://example.com/status.',
      ],
    ],
    [
      'no target of http-probe',
      `${HEAD}pattern: sidecar\ncollectors: [http-probe]\nhttp-probe: { targets: {} }\n`,
      ['e.yaml:5:24: http-probe.targets: This must not be empty.'],
    ],
    [
      'two letters swapped',
      `${HEAD}prot: 3000\n`,
      ['e.yaml:3:1: Unknown key "prot". Did you mean "port"?'],
    ],
    [
      'a schedule that cron does not know',
      `${HEAD}pattern: batch\nbatch: { schedule: 0 25 * * * }\n`,
      [/^e\.yaml:4:20: batch\.schedule: "25" is no hour as cron knows it/],
    ],
    [
      'a client for Python',
      `${HEAD}runtime: python\nclient: prom-client\n`,
      ['e.yaml:4:9: client: A client can be chosen for Node.js projects only: leave it out.'],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => expectRefusal(text, expected));

  test('all at once, of the schema and between fields, in the order of the file', () => {
    const text = [
      'nmae: shop',
      'name: con',
      'runtime: ruby',
      'port: 0',
      'metrics:',
      '  - name: shop_orders_total',
      '    type: counter',
      '    help: Orders.',
      '    buckets: [1]',
      '  - name: "9"',
      '    type: gauge',
      '    help: x',
      'targets: [dokcer]',
    ].join('\n');
    expect(refusal(text).map((line) => line.split(' ')[0])).toEqual(
      ['1:1', '1:1', '2:7', '3:10', '4:7', '9:5', '10:11', '13:11'].map((at) => `e.yaml:${at}:`),
    );
  });
});
