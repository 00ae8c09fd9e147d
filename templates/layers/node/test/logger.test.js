import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from '../src/logger.js';

function lines(options, use) {
  const written = [];
  use(createLogger({ ...options, stream: { write: (line) => written.push(line) } }));
  return written;
}

test('logfmt: quotes where they are needed', () => {
  const [line] = lines({}, (logger) => logger.info('a message', { path: '/x', empty: '', n: 1 }));
  assert.match(line, /^time=\S+Z level=info msg="a message" path=\/x empty="" n=1\n$/);
});

test('json: one object per line', () => {
  const [line] = lines({ format: 'json' }, (logger) => logger.warn('a message', { n: 1 }));
  const { time, ...entry } = JSON.parse(line);
  assert.ok(!Number.isNaN(Date.parse(time)));
  assert.deepEqual(entry, { level: 'warn', msg: 'a message', n: 1 });
});

test('entries below the level are dropped', () => {
  const written = lines({ level: 'warn' }, (logger) => {
    logger.debug('no');
    logger.info('no');
    logger.warn('yes');
    logger.error('yes');
  });
  assert.equal(written.length, 2);
});

for (const format of ['logfmt', 'json']) {
  test(`${format}: one line whatever the message holds`, () => {
    const nasty = 'a\nb\r\u0000\u001b[31m\u0085\u2028"c"\\';
    const [line] = lines({ format }, (logger) =>
      logger.error(nasty, { error: new Error(nasty), object: { nasty } }),
    );
    assert.doesNotMatch(line.slice(0, -1), /[\p{Cc}\u2028\u2029]/u);
    assert.ok(line.endsWith('\n'));
  });

  test(`${format}: secrets are masked`, () => {
    const [line] = lines({ format }, (logger) =>
      logger.info('cannot reach postgres://shop:hunter2@db/shop with password=hunter2', {
        error: new Error('Authorization: Basic aHVudGVyMg== and token: "hunter2"'),
        db_password: 'hunter2',
        nested: { url: 'https://u:p@hunter2@host', secret: 'hunter2' },
      }),
    );
    assert.doesNotMatch(line, /hunter2|aHVudGVyMg/);
    assert.match(line, /postgres:\/\/shop:\*\*\*@db\/shop/);
  });
}
