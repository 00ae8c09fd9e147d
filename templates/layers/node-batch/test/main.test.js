import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAME } from '../src/build-info.js';
import { closedAddress, startFaultGateway } from '../testing/fault-gateway.js';
import { runMain, runSampleJob, runUnheardJob } from '../testing/run-program.js';

const LAST_SUCCESS = /^\w+_job_last_success_timestamp_seconds \d/m;

test('--print runs the job and prints its metrics instead of pushing them', async (t) => {
  const { url, requests } = await startFaultGateway(t);
  const args = ['--print', `--push.url=${url}`];
  const { code, stdout, stderr } = await runSampleJob('quick', args);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^\w+_build_info\{/m);
  assert.match(stdout, LAST_SUCCESS);
  assert.equal(requests.length, 0);
});

test('without a gateway the job runs and says that nothing is pushed', async () => {
  const { code, stdout, stderr } = await runSampleJob('quick');
  assert.equal(code, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /level=warn msg="nothing is pushed: /);
});

test('a success replaces the group and exits with 0', async (t) => {
  const { url, requests } = await startFaultGateway(t);
  const { code, stderr } = await runSampleJob('quick', [], { PUSHGATEWAY_URL: url });
  assert.equal(code, 0, stderr);
  assert.deepEqual(
    requests.map(({ method, path }) => [method, path]),
    [['PUT', `/metrics/job/${NAME}`]],
  );
  assert.match(requests[0].body, LAST_SUCCESS);
  assert.match(requests[0].body, /^\w+_job_records_processed 2$/m);
});

for (const job of ['failing', 'crashing', 'forgetful', 'endless']) {
  test(`a ${job} job replaces its own families only and exits with 1`, async (t) => {
    const { url, requests } = await startFaultGateway(t);
    const { code, stderr } = await runSampleJob(job, [`--push.url=${url}`]);
    assert.equal(code, 1, stderr);
    assert.deepEqual(
      requests.map(({ method }) => method),
      ['POST'],
    );
    assert.doesNotMatch(requests[0].body, LAST_SUCCESS);
    assert.match(requests[0].body, /stage_duration_seconds\{stage="second"\}/);
    assert.match(stderr, /msg="job failed"/);
  });
}

test('a job that ends the process exits with 1 and says that its metrics are lost', async (t) => {
  const { url, requests } = await startFaultGateway(t);
  const { code, stderr } = await runSampleJob('exiting', [`--push.url=${url}`]);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /level=error msg="job failed, its metrics are lost: /);
  assert.equal(requests.length, 0);
});

test('what ends the process while the metrics are pushed is not called a stage', async (t) => {
  const { url } = await startFaultGateway(t, [500, 200]);
  const { code, stderr } = await runSampleJob('leaving', [`--push.url=${url}`]);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /are lost: its code ended the process too early"\n$/);
});

test('a job whose log nobody can read pushes and ends as any other', async (t) => {
  for (const [job, expected, method] of [
    ['quick', 0, 'PUT'],
    ['failing', 1, 'POST'],
  ]) {
    const { url, requests } = await startFaultGateway(t);
    assert.equal((await runUnheardJob(job, [`--push.url=${url}`])).code, expected);
    assert.deepEqual(
      requests.map((request) => request.method),
      [method],
    );
  }
});

test('what fails after its stage is logged and makes the exit code 1', async (t) => {
  // The pause before the second attempt is long enough for it.
  const { url, requests } = await startFaultGateway(t, [500, 200]);
  const { code, stderr } = await runSampleJob('late', [`--push.url=${url}`]);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /msg="uncaught error" error="the job is over"/);
  assert.equal(requests.length, 2);
});

test('a push that fails makes the exit code 3, unless it is not required', async () => {
  const args = [`--push.url=${await closedAddress()}`, '--push.retries=0'];
  const required = await runSampleJob('quick', args);
  assert.equal(required.code, 3);
  assert.match(
    required.stderr,
    /level=error msg="push failed" error="cannot reach .*ECONNREFUSED"/,
  );
  assert.equal((await runSampleJob('quick', [...args, '--no-push.required'])).code, 0);
  assert.equal((await runSampleJob('failing', args)).code, 1);
});

test('a push is tried again after a failure of the gateway, not after a refusal', async (t) => {
  const passing = await startFaultGateway(t, [500, 200]);
  const refusing = await startFaultGateway(t, [[400, 'improper label name']]);
  const [tried, refused] = await Promise.all(
    [passing, refusing].map(({ url }) => runSampleJob('quick', [`--push.url=${url}`])),
  );
  assert.equal(tried.code, 0, tried.stderr);
  assert.equal(passing.requests.length, 2);
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /msg="push failed" error="[^"]*improper label name"/);
  assert.equal(refusing.requests.length, 1);
});

test('--delete removes the group without running the job', async (t) => {
  const { url, requests } = await startFaultGateway(t, [202]);
  const secretUrl = url.replace('//', '//job:hunter2@');
  const { code, stdout, stderr } = await runSampleJob('failing', ['--delete'], {
    PUSHGATEWAY_URL: secretUrl,
    LOG_LEVEL: 'debug',
  });
  assert.equal(code, 0, stderr);
  assert.equal(requests[0].method, 'DELETE');
  assert.equal(requests[0].path, `/metrics/job/${NAME}`);
  assert.doesNotMatch(stdout + stderr, /hunter2/);
});

test('--delete that fails says so and exits with 3', async () => {
  const args = ['--delete', `--push.url=${await closedAddress()}`, '--push.retries=0'];
  const { code, stderr } = await runSampleJob('failing', args);
  assert.equal(code, 3);
  assert.match(stderr, /level=error msg="deletion failed" error="cannot reach .*ECONNREFUSED"/);
});

test('--version, --help and -h print and exit', async () => {
  const version = await runMain(['--version'], { REVISION: 'abc123' });
  assert.ok(version.stdout.startsWith(`${NAME} `));
  assert.match(version.stdout, / \d\S* \(revision abc123, node v\d\S+\)\n$/);
  const help = await runMain(['--help'], { LOG_LEVEL: 'loud' });
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--push\.url/);
  assert.deepEqual(await runMain(['-h']), help);
});

test('--config.check says in one sentence whether the configuration is valid', async () => {
  const valid = await runMain(['--config.check']);
  assert.deepEqual(valid, { code: 0, stdout: 'The configuration is valid.\n', stderr: '' });
  const args = ['--config.check', '--push.username=u', '--push.password-file=/nowhere/password'];
  const { code, stdout, stderr } = await runMain(args);
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^The [^\n]+\.\n$/);
});

test('a wrong value is one sentence and exit code 1', async () => {
  const { code, stderr } = await runMain(['--log.level=loud']);
  assert.equal(code, 1);
  assert.match(stderr, /^Invalid value "loud" for --log\.level: [^\n]+\n$/);
});
