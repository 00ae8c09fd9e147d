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

const HASH = '$2b$10$geheimgeheimgeheimgeheimgeheimgeheimgeheimgeheimgehei';

for (const [secret, masked] of [
  ['DB_PASSWORD=geheim', 'DB_PASSWORD=***'],
  ['DB_PASS=geheim', 'DB_PASS=***'],
  ['access_token=geheim', 'access_token=***'],
  ['client_secret: geheim', 'client_secret: ***'],
  ['clientSecret: geheim', 'clientSecret: ***'],
  ['api-key: geheim', 'api-key: ***'],
  ['password="geheim geheim"', 'password=***'],
  ["passphrase='geheim geheim'", 'passphrase=***'],
  ['password="geheim geheim', 'password=***'],
  ['{"token":"geheim geheim","n":1}', '{"token":***,"n":1}'],
  ['{\\"token\\": \\"geheim geheim\\"}', '{\\"token\\": ***}'],
  ['mongodb://u:ge/heim@h/db', 'mongodb://u:***@h/db'],
  ['postgres://u:geheim@@h', 'postgres://u:***@h'],
  ['postgres://u@d:geheim@h', 'postgres://u@d:***@h'],
  ['Authorization: Bearer geheim', 'Authorization: ***'],
  ['Authorization: Basic Z2VoZWlt', 'Authorization: ***'],
  ['authorization: geheim', 'authorization: ***'],
  ['sent Bearer geheim', 'sent Bearer ***'],
  [HASH, '***'],
  [`alice: ${HASH} is no user`, 'alice: *** is no user'],
]) {
  test(`masked: ${secret}`, () => {
    assert.equal(maskSecrets(`before ${secret}`), `before ${masked}`);
    assert.equal(maskSecrets(`${secret} after`).includes('geheim'), false);
  });
}

for (const text of [
  'http://127.0.0.1:3000/metrics?x=1: path=/tokens, secrets are kept, bypass: on',
  "Access denied for user 'shop'@'localhost' (using password: YES)",
]) {
  test(`no secret: ${text}`, () => {
    assert.equal(maskSecrets(text), text);
  });
}

test('fields and members with the name of a secret are masked', () => {
  const [line] = lines({}, (logger) =>
    logger.info('x', {
      password: 'geheim',
      user_token: 'geheim',
      apiKey: 'geheim',
      passwords: ['geheim', 'geheim'],
      nested: { secrets: ['geheim', 'geheim'] },
    }),
  );
  assert.match(line, / password=\*\*\* user_token=\*\*\* apiKey=\*\*\* passwords=\*\*\* nested=/);
  assert.doesNotMatch(line, /geheim/);
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
