import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startFaultGateway } from '../testing/fault-gateway.js';
import { stopSampleJob } from '../testing/run-program.js';

// They wait most of the time, so they may as well do it together.
describe('signals', { concurrency: true }, () => {
  for (const [job, signal, expected] of [
    ['patient', 'SIGTERM', 143],
    ['patient', 'SIGINT', 130],
    ['patient', 'SIGHUP', 129],
    ['stubborn', 'SIGTERM', 143],
  ]) {
    test(`${signal} stops a ${job} job, which pushes and exits with ${expected}`, async (t) => {
      const { url, requests } = await startFaultGateway(t);
      const started = performance.now();
      const { code, stderr } = await stopSampleJob(job, [`--push.url=${url}`], [signal]);
      assert.equal(code, expected, stderr);
      assert.equal(requests.length, 1);
      assert.equal(requests[0].method, 'POST');
      assert.doesNotMatch(requests[0].body, /_job_last_success_timestamp_seconds/);
      assert.match(requests[0].body, /^\w+_job_last_completion_timestamp_seconds [1-9]/m);
      assert.ok(performance.now() - started < 10_000);
    });
  }

  test('a job that ends the process when it is stopped exits with 143 and says what is lost', async (t) => {
    const { url, requests } = await startFaultGateway(t);
    const { code, stderr } = await stopSampleJob('quitting', [`--push.url=${url}`]);
    assert.equal(code, 143, stderr);
    assert.match(stderr, /level=error msg="job stopped, its metrics are lost: /);
    assert.equal(requests.length, 0);
  });

  test('a second signal ends the process at once', async (t) => {
    const { url, requests } = await startFaultGateway(t);
    const flags = [`--push.url=${url}`];
    const { code, stderr } = await stopSampleJob('stubborn', flags, ['SIGTERM', 'SIGINT']);
    assert.equal(code, 130);
    assert.doesNotMatch(stderr, /its code ended the process/);
    assert.equal(requests.length, 0);
  });

  test('a lost terminal stops the job once, however often that is told', async (t) => {
    const { url, requests } = await startFaultGateway(t);
    const flags = [`--push.url=${url}`];
    const { code, stderr } = await stopSampleJob('stubborn', flags, ['SIGHUP', 'SIGHUP']);
    assert.equal(code, 129, stderr);
    assert.equal(requests.length, 1);
  });

  test('a stopped job does not wait for a slow gateway', async (t) => {
    const { url } = await startFaultGateway(t, ['silence']);
    const started = performance.now();
    const flags = [`--push.url=${url}`, '--push.timeout=60'];
    const { code, stderr } = await stopSampleJob('patient', flags);
    assert.equal(code, 143);
    assert.match(stderr, /msg="push failed"/);
    assert.ok(performance.now() - started < 30_000);
  });
});
