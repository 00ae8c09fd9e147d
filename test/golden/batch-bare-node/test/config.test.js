import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpText } from '../src/command-line.js';
import { loadConfig } from '../src/config.js';
import { ConfigError } from '../src/config-values.js';
import { METRIC_LABELS } from '../src/grouping-key.js';
import { OPTIONS } from '../src/options.js';
import { temporaryFile } from '../testing/temporary-file.js';

test('the defaults', () => {
  assert.deepEqual(loadConfig(), {
    pushUrl: undefined,
    pushUsername: undefined,
    pushPasswordFile: undefined,
    pushGrouping: undefined,
    pushTimeout: 10,
    pushRetries: 3,
    pushRequired: true,
    logLevel: 'info',
    logFormat: 'logfmt',
    print: false,
    delete: false,
    configCheck: false,
    version: false,
    help: false,
  });
});

test('a flag beats the environment, with a space or an equals sign', () => {
  const env = { LOG_LEVEL: 'warn', PUSH_RETRIES: '' };
  assert.equal(loadConfig({ env }).logLevel, 'warn');
  assert.equal(loadConfig({ env }).pushRetries, 3);
  assert.equal(loadConfig({ args: ['--log.level', 'debug'], env }).logLevel, 'debug');
  assert.equal(loadConfig({ args: ['--log.level=error'], env }).logLevel, 'error');
});

test('the URL keeps its path prefix and gives away its credentials', () => {
  const env = { PUSHGATEWAY_URL: 'https://job:p%40ss%2Fword@gateway:9091/team/push/' };
  assert.deepEqual(loadConfig({ env }).pushUrl, {
    base: 'https://gateway:9091/team/push',
    username: 'job',
    password: 'p@ss/word',
  });
});

test('the grouping comes from repeated flags or from one list', () => {
  const grouping = { tenant: 'a', path: '/var/lib', shard: '' };
  const args = ['--push.grouping=tenant=a', '--push.grouping', 'path=/var/lib,shard='];
  assert.deepEqual(loadConfig({ args }).pushGrouping, grouping);
  const env = { PUSH_GROUPING: 'tenant=a, path=/var/lib, shard=' };
  assert.deepEqual(loadConfig({ env }).pushGrouping, grouping);
});

test('a failed push can be allowed', () => {
  assert.equal(loadConfig({ args: ['--no-push.required'] }).pushRequired, false);
  const env = { PUSH_REQUIRED: 'false' };
  assert.equal(loadConfig({ env }).pushRequired, false);
  assert.equal(loadConfig({ args: ['--push.required'], env }).pushRequired, true);
});

const NEITHER_URL = 'use http://HOST:PORT or https://HOST:PORT, a path prefix may follow.';

for (const [args, message] of [
  [['--push.ulr=http://u:pass@h'], 'Unknown flag "--push.ulr": run with --help to see all flags.'],
  [['run'], 'Unexpected argument "run": run with --help to see all flags.'],
  [['--push.url'], '--push.url needs a value: write --push.url=URL.'],
  [['--push.url', '--print'], '--push.url needs a value: write --push.url=URL.'],
  [['--print=yes'], '--print takes no value: write nothing behind it.'],
  [['--log.level=loud'], 'Invalid value "loud" for --log.level: use debug, info, warn or error.'],
  [['--push.url=gateway:9091'], `Invalid value for --push.url: ${NEITHER_URL}`],
  [['--push.url=http://u:pass@'], `Invalid value for --push.url: ${NEITHER_URL}`],
  [['--push.url=http://h:99999'], `Invalid value for --push.url: ${NEITHER_URL}`],
  [['--push.url=http://h/?a=b'], `Invalid value for --push.url: ${NEITHER_URL}`],
  [
    ['--push.url=http://u:100%@h'],
    'Invalid value for --push.url: write % in the user or the password as %25.',
  ],
  [
    ['--push.grouping=a'],
    'Invalid value "a" for --push.grouping: use key=value pairs, separated by commas.',
  ],
  [
    ['--push.grouping=job=x'],
    'Invalid value "job=x" for --push.grouping: choose a key other than job that does not begin with __.',
  ],
  [
    ['--push.grouping=te-nant=x'],
    'Invalid value "te-nant=x" for --push.grouping: write the key te-nant with letters, digits and underscores, no digit first.',
  ],
  [
    ['--push.grouping=tenant=1,tenant=2'],
    'Invalid value "tenant=1,tenant=2" for --push.grouping: use each key once.',
  ],
  [['--push.timeout=0'], 'Invalid value "0" for --push.timeout: use seconds from 0.001 to 300.'],
  [
    ['--push.retries=11'],
    'Invalid value "11" for --push.retries: use a whole number from 0 to 10.',
  ],
  [['--delete'], '--delete needs a Pushgateway: set --push.url or PUSHGATEWAY_URL.'],
  [
    ['--push.url=http://u:p@h', '--push.username=u'],
    'The user is in --push.url and in --push.username: keep one of them.',
  ],
  [
    ['--push.url=http://u:p@h', '--push.password-file=/nowhere/password'],
    'The password is in --push.url and in --push.password-file: keep one of them.',
  ],
  [['--push.username=u'], '--push.username is set alone: add --push.password-file.'],
  [
    ['--push.url=http://h', '--push.password-file=/nowhere/password'],
    '--push.password-file needs a user: set --push.username.',
  ],
  [
    ['--push.username=u', '--push.password-file=/nowhere/password'],
    'The password file /nowhere/password cannot be read (ENOENT): check --push.password-file.',
  ],
]) {
  test(`${args.join(' ')}: ${message}`, () => {
    assert.throws(
      () => loadConfig({ args }),
      (error) => error instanceof ConfigError && error.message === message,
    );
  });
}

test('the labels of metrics are no keys of the group', () => {
  for (const [label, series] of Object.entries(METRIC_LABELS)) {
    assert.throws(() => loadConfig({ args: [`--push.grouping=${label}=x`] }), {
      name: 'ConfigError',
      message: `Invalid value "${label}=x" for --push.grouping: ${label} is a label of ${series}; choose another key.`,
    });
  }
  assert.match(METRIC_LABELS.stage, /_job_stage_duration_seconds$/);
});

test('a wrong variable is named', () => {
  assert.throws(() => loadConfig({ env: { PUSH_REQUIRED: '1' } }), {
    message: 'Invalid value "1" for PUSH_REQUIRED: use true or false.',
  });
});

test('the user may stand in the URL and the password in a file', (t) => {
  const file = temporaryFile(t, 'secret\n');
  const args = ['--push.url=http://u@h', `--push.password-file=${file}`];
  assert.equal(loadConfig({ args }).pushUrl.username, 'u');
});

test('the help names every flag and variable', () => {
  const help = helpText();
  for (const { flag, env } of OPTIONS) {
    assert.ok(help.includes(flag), flag);
    assert.ok(help.includes(env ?? ''), env);
  }
  assert.match(help, /--\[no-\]push\.required/);
});
