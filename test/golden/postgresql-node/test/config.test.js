import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLLECTOR_OPTIONS } from '../src/collector-options.js';
import { helpText } from '../src/command-line.js';
import { loadConfig } from '../src/config.js';
import { ConfigError } from '../src/config-values.js';
import { OPTIONS } from '../src/options.js';

test('the defaults', () => {
  assert.deepEqual(loadConfig(), {
    listen: { host: '', port: 9464 },
    telemetryPath: '/metrics',
    webConfigFile: undefined,
    maxRequests: 40,
    logLevel: 'info',
    logFormat: 'logfmt',
    ...Object.fromEntries(
      COLLECTOR_OPTIONS.map(({ key, default: text, parse }) => [key, text && parse(text)]),
    ),
    once: false,
    configCheck: false,
    version: false,
    help: false,
  });
});

test('a flag beats the environment, with a space or an equals sign', () => {
  const env = { LOG_LEVEL: 'warn', WEB_MAX_REQUESTS: '' };
  assert.equal(loadConfig({ env }).logLevel, 'warn');
  assert.equal(loadConfig({ env }).maxRequests, 40);
  assert.equal(loadConfig({ args: ['--log.level', 'debug'], env }).logLevel, 'debug');
  assert.equal(loadConfig({ args: ['--log.level=error'], env }).logLevel, 'error');
  assert.equal(loadConfig({ args: ['--web.max-requests=100000'] }).maxRequests, 100000);
});

test('the address: flag, then WEB_LISTEN_ADDRESS, then HOST and PORT', () => {
  const address = (env, args = []) => {
    const { host, port } = loadConfig({ env, args }).listen;
    return [host, port];
  };
  assert.deepEqual(address({ PORT: '8000' }), ['', 8000]);
  assert.deepEqual(address({ HOST: '127.0.0.1' }), ['127.0.0.1', 9464]);
  assert.deepEqual(address({ HOST: '::1', PORT: '8000' }), ['::1', 8000]);
  const env = { PORT: 'ignored', WEB_LISTEN_ADDRESS: 'localhost:1' };
  assert.deepEqual(address(env), ['localhost', 1]);
  assert.deepEqual(address(env, ['--web.listen-address=[::1]:2']), ['::1', 2]);
});

const SWITCH = 'collector.sql';
const SWITCH_VARIABLE = 'COLLECTOR_SQL';

test('a collector is switched by flag and environment', () => {
  const isOn = (...args) => loadConfig({ args }).collectorSql;
  assert.equal(isOn(`--no-${SWITCH}`), false);
  assert.equal(isOn(`--${SWITCH}=false`), false);
  const env = { [SWITCH_VARIABLE]: 'false' };
  const isOnAgain = (...args) => loadConfig({ args, env }).collectorSql;
  assert.equal(isOnAgain(), false);
  assert.equal(isOnAgain(`--${SWITCH}`), true);
  assert.equal(isOnAgain(`--${SWITCH}=true`), true);
});

for (const [args, env, message] of [
  [['--web.prot=hidden'], {}, 'Unknown flag "--web.prot": run with --help to see all flags.'],
  [['serve'], {}, 'Unexpected argument "serve": run with --help to see all flags.'],
  [['--log.level'], {}, '--log.level needs a value: write --log.level=LEVEL.'],
  [['--log.level='], {}, '--log.level needs a value: write --log.level=LEVEL.'],
  [['--log.level', '--once'], {}, '--log.level needs a value: write --log.level=LEVEL.'],
  [['--once=yes'], {}, '--once takes no value: write nothing behind it.'],
  [
    ['--log.level=loud'],
    {},
    'Invalid value "loud" for --log.level: use debug, info, warn or error.',
  ],
  [
    ['--web.listen-address=3000'],
    {},
    'Invalid value "3000" for --web.listen-address: use host:port, :port or [::1]:port with a port from 0 to 65535.',
  ],
  [
    [],
    { PORT: '70000' },
    'Invalid value ":70000" for HOST and PORT: use host:port, :port or [::1]:port with a port from 0 to 65535.',
  ],
  [
    [],
    { WEB_TELEMETRY_PATH: 'metrics' },
    'Invalid value "metrics" for WEB_TELEMETRY_PATH: use a path such as /metrics, of letters, digits and . _ ~ -.',
  ],
  [
    ['--web.telemetry-path=/healthz'],
    {},
    'Invalid value "/healthz" for --web.telemetry-path: choose another path, this one is used for health.',
  ],
  [
    ['--web.telemetry-path=/ReadyZ'],
    {},
    'Invalid value "/ReadyZ" for --web.telemetry-path: choose another path, this one is used for health.',
  ],
  [
    [],
    { WEB_MAX_REQUESTS: '-1' },
    'Invalid value "-1" for WEB_MAX_REQUESTS: use a whole number from 0 to 100000.',
  ],
  [
    ['--web.max-requests=100001'],
    {},
    'Invalid value "100001" for --web.max-requests: use a whole number from 0 to 100000.',
  ],
  [[`--${SWITCH}=`], {}, `--${SWITCH} needs a value: write --${SWITCH}=true.`],
  [[`--${SWITCH}=maybe`], {}, `Invalid value "maybe" for --${SWITCH}: use true or false.`],
  [[`--no-${SWITCH}=true`], {}, `--no-${SWITCH} takes no value: write nothing behind it.`],
  [[], { [SWITCH_VARIABLE]: '1' }, `Invalid value "1" for ${SWITCH_VARIABLE}: use true or false.`],
  [
    ['--collector.sql.max-series=some'],
    {},
    'Invalid value "some" for --collector.sql.max-series: use a whole number from 0 to 999999999.',
  ],
  [
    ['--collector.sql.min-interval=1m'],
    {},
    'Invalid value "1m" for --collector.sql.min-interval: use a number of seconds of 0 or more.',
  ],
]) {
  test(message, () => {
    assert.throws(
      () => loadConfig({ args, env }),
      (error) => error instanceof ConfigError && error.message === message,
    );
  });
}

test('the help names every flag and variable', () => {
  const help = helpText();
  for (const { flag, env } of OPTIONS) {
    assert.ok(help.includes(flag), flag);
    assert.ok(help.includes(env ?? ''), env);
  }
  assert.ok(help.includes('--[no-]collector.sql'));
});
