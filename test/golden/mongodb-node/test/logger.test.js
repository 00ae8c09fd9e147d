import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger, maskSecrets } from '../src/logger.js';

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

const HASH = '$2b$10$hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunt';

for (const [secret, masked] of [
  ['DB_PASSWORD=hunter2', 'DB_PASSWORD=***'],
  ['DB_PASS=hunter2', 'DB_PASS=***'],
  ['access_token=hunter2', 'access_token=***'],
  ['client_secret: hunter2', 'client_secret: ***'],
  ['clientSecret: hunter2', 'clientSecret: ***'],
  ['api-key: hunter2', 'api-key: ***'],
  ['api_key: hunter2', 'api_key: ***'],
  ['password="hunter2 hunter2"', 'password=***'],
  ['password="hunter2 \\" hunter2"', 'password=***'],
  ["passphrase='hunter2 hunter2'", 'passphrase=***'],
  ['password="hunter2 hunter2', 'password=***'],
  ['{"token":"hunter2 hunter2","n":1}', '{"token":***,"n":1}'],
  ["{'password': 'hunter2 hunter2'}", "{'password': ***}"],
  ['{\\"token\\": \\"hunter2 hunter2\\"}', '{\\"token\\": ***}'],
  ['mongodb://u:hunter2/hunter2@h/db', 'mongodb://u:***@h/db'],
  ['redis://:hunter2@hunter2@h', 'redis://:***@h'],
  ['postgres://u:hunter2@@h', 'postgres://u:***@h'],
  ['postgres://u@d:hunter2@h', 'postgres://u@d:***@h'],
  ['Authorization: Bearer hunter2', 'Authorization: ***'],
  ['Authorization: Basic aHVudGVyMg==', 'Authorization: ***'],
  ['authorization: hunter2', 'authorization: ***'],
  ['sent Bearer hunter2.hunter2', 'sent Bearer ***'],
  [HASH, '***'],
  [`alice: ${HASH} is no user`, 'alice: *** is no user'],
]) {
  test(`masked: ${secret}`, () => {
    assert.equal(maskSecrets(`before ${secret}`), `before ${masked}`);
    assert.equal(maskSecrets(`${secret} after`).includes('hunter2'), false);
  });
}

for (const text of [
  'http://127.0.0.1:3000/metrics?x=1: path=/tokens, secrets are kept, bypass: on',
  "http://a/b '@' c@d",
  'http://127.0.0.1:9091/metrics/job/reports/shop@base64/TsO8cg== took 1 s',
  'connection token is gone',
  "Access denied for user 'shop'@'localhost' (using password: YES)",
]) {
  test(`no secret: ${text}`, () => {
    assert.equal(maskSecrets(text), text);
  });
}

test('fields and members with the name of a secret are masked', () => {
  const [line] = lines({}, (logger) =>
    logger.info('x', {
      password: 'hunter2',
      db_pass: 'hunter2',
      user_token: 'hunter2',
      apiKey: 'hunter2',
      passwords: ['hunter2', 'hunter2'],
      nested: { secrets: ['hunter2', 'hunter2'] },
    }),
  );
  assert.match(
    line,
    / password=\*\*\* db_pass=\*\*\* user_token=\*\*\* apiKey=\*\*\* passwords=\*\*\* nested=/,
  );
  assert.doesNotMatch(line, /hunter2/);
});

test('masking takes little time', () => {
  const started = process.cpuUsage();
  for (const part of ['a', 'token', 'a://b:', 'a@a://b:', 'password="\\']) {
    maskSecrets(part.repeat(20_000));
  }
  const { user, system } = process.cpuUsage(started);
  assert.ok(user + system < 2_000_000);
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
