import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusyError, createSlots } from '../src/slots.js';

test('no more tasks run at once than there are slots, also after a failure', async () => {
  const slots = createSlots(3);
  const { signal } = new AbortController();
  let running = 0;
  let most = 0;
  const task = async (fails) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(5);
    running -= 1;
    if (fails) {
      throw new Error('failed');
    }
    return 'done';
  };
  const tasks = Array.from({ length: 20 }, (_, index) => slots(() => task(index < 5), signal));
  const results = await Promise.allSettled(tasks);
  assert.equal(results.filter(({ value }) => value === 'done').length, 15);
  assert.equal(most, 3);
});

test('a task whose time is over while it waits is never started', async () => {
  const slots = createSlots(1);
  const controller = new AbortController();
  const first = slots(() => sleep(100), new AbortController().signal);
  let started = false;
  const second = slots(async () => {
    started = true;
  }, controller.signal);
  controller.abort();
  await assert.rejects(second, BusyError);
  await first;
  assert.equal(started, false);
  assert.equal(await slots(async () => 'free again', AbortSignal.timeout(1000)), 'free again');
});
