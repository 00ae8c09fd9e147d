import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { NAME } from '../src/build-info.js';
import {
  NO_PROMTOOL,
  NO_PUSHGATEWAY,
  seriesValue,
  startRealGateway,
} from '../testing/real-gateway.js';
import { runSampleJob, stopSampleJob } from '../testing/run-program.js';

const LAST_SUCCESS = 'cleanup_job_last_success_timestamp_seconds';
const LAST_COMPLETION = 'cleanup_job_last_completion_timestamp_seconds';
const STAGE_DURATION = 'cleanup_job_stage_duration_seconds';
const RECORDS = 'cleanup_job_records_processed';
const options = { skip: NO_PUSHGATEWAY };

test('the last success survives runs that fail or are stopped', options, async (t) => {
  const { url, metrics } = await startRealGateway(t);
  const args = [`--push.url=${url}`];
  assert.equal((await runSampleJob('quick', args)).code, 0);
  const first = await metrics();
  const lastSuccess = seriesValue(first, LAST_SUCCESS, [`job="${NAME}"`, 'instance=""']);
  assert.ok(Math.abs(lastSuccess - Date.now() / 1000) < 60);
  assert.equal(seriesValue(first, LAST_COMPLETION), lastSuccess);

  assert.equal((await runSampleJob('failing', args)).code, 1);
  const second = await metrics();
  assert.equal(seriesValue(second, LAST_SUCCESS), lastSuccess);
  assert.ok(seriesValue(second, LAST_COMPLETION) > lastSuccess);

  assert.equal((await stopSampleJob('patient', args)).code, 143);
  const third = await metrics();
  assert.equal(seriesValue(third, LAST_SUCCESS), lastSuccess);
  assert.ok(seriesValue(third, LAST_COMPLETION) > seriesValue(second, LAST_COMPLETION));

  assert.equal((await runSampleJob('quick', args)).code, 0);
  assert.ok(seriesValue(await metrics(), LAST_SUCCESS) > lastSuccess);
});

test('a success removes what an older version of the job has pushed', options, async (t) => {
  const { url, metrics } = await startRealGateway(t);
  const old = { method: 'PUT', body: `old 1\n${STAGE_DURATION}{stage="old"} 1\n` };
  assert.equal((await fetch(`${url}/metrics/job/${NAME}`, old)).status, 200);
  assert.equal((await runSampleJob('failing', [`--push.url=${url}`])).code, 1);
  const failed = await metrics();
  assert.equal(seriesValue(failed, 'old'), 1);
  assert.equal(seriesValue(failed, STAGE_DURATION, ['stage="old"']), undefined);
  assert.equal((await runSampleJob('quick', [`--push.url=${url}`])).code, 0);
  assert.equal(seriesValue(await metrics(), 'old'), undefined);
});

test('values with a slash or nothing, behind a path prefix', options, async (t) => {
  const { url, metrics } = await startRealGateway(t, { prefix: '/team/push' });
  const args = [
    `--push.url=${url}`,
    '--push.grouping=path=/var/lib,tenant=',
    '--push.grouping=shard=b c',
  ];
  const { code, stderr } = await runSampleJob('quick', args);
  assert.equal(code, 0, stderr);
  const labels = ['path="/var/lib"', 'tenant=""', 'shard="b c"', `job="${NAME}"`];
  assert.ok(seriesValue(await metrics(), LAST_SUCCESS, labels) > 0);
  assert.equal((await runSampleJob('quick', [...args, '--delete'])).code, 0);
  assert.equal(seriesValue(await metrics(), LAST_SUCCESS), undefined);
});

test('a metric of another type in another group is refused at once', options, async (t) => {
  const { url, metrics } = await startRealGateway(t);
  const clash = `# TYPE ${RECORDS} counter\n${RECORDS} 1\n`;
  await fetch(`${url}/metrics/job/other`, { method: 'PUT', body: clash });
  const { code, stderr } = await runSampleJob('quick', [`--push.url=${url}`]);
  assert.equal(code, 3);
  assert.match(stderr, /msg="push failed" error="the Pushgateway .* rename yours, .*attempts=1$/m);
  assert.equal(seriesValue(await metrics(), LAST_SUCCESS), undefined);
});

test('a label in one group that is a key of another is refused with a hint', options, async (t) => {
  const { url } = await startRealGateway(t);
  const label = 'tenant="a"';
  const clash = `# TYPE ${LAST_SUCCESS} gauge\n${LAST_SUCCESS}{${label}} 1\n`;
  await fetch(`${url}/metrics/job/${NAME}`, { method: 'PUT', body: clash });
  const args = [`--push.url=${url}`, '--push.grouping=tenant=a'];
  const { code, stderr } = await runSampleJob('quick', args);
  assert.equal(code, 3);
  assert.match(stderr, /was collected before .*choose another key for --push\.grouping/);
});

test('promtool accepts what the gateway shows', {
  skip: NO_PUSHGATEWAY || NO_PROMTOOL,
}, async (t) => {
  const { url, metrics } = await startRealGateway(t);
  const { code, stderr } = await runSampleJob('quick', [`--push.url=${url}`]);
  assert.equal(code, 0, stderr);
  const promtool = spawnSync('promtool', ['check', 'metrics'], { input: await metrics() });
  assert.equal(promtool.stderr.toString(), '');
  assert.equal(promtool.status, 0);
});
