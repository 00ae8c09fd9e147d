import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Registry } from '@prometheus-io/client';
import { createLogCollector } from '../src/collectors/log.js';
import { temporaryDirectory } from '../testing/certificates.js';
import { memoryLogger, series, startApp } from '../testing/start-app.js';
import { successes } from '../testing/successes.js';

const UNREAD = 'shop_log_unread_bytes';

const LINES = {
  type: 'counter',
  name: 'test_lines_total',
  help: 'A test.',
  labels: { level: ['info', 'error'] },
  match: /level=(?<level>\w+)/,
};

async function start(t, text, options = {}) {
  const file = join(temporaryDirectory(t), 'access.log');
  if (text !== undefined) {
    writeFileSync(file, text);
  }
  const settings = {
    file,
    fromStart: true,
    maxBytes: 0,
    logger: memoryLogger(),
    metrics: [LINES],
    ...options,
  };
  const collector = createLogCollector(settings);
  const { metricsText, logger } = await startApp(t, { collectors: [collector] });
  /** The counts of info, error and other, and the unread bytes; undefined when it failed. */
  async function read() {
    const text = await metricsText();
    const number = (name) => Number(series(text, name)[0]?.split(' ')[1] ?? 0);
    const count = (level) => number(`test_lines_total{level="${level}"}`);
    if (successes(text).log === 0) {
      assert.deepEqual([...series(text, 'test_'), ...series(text, UNREAD)], []);
      return undefined;
    }
    return [count('info'), count('error'), count('other'), number(UNREAD)];
  }
  return { file, read, logger, metricsText };
}

test('an empty file has nothing unread', async (t) => {
  const file = join(temporaryDirectory(t), 'access.log');
  writeFileSync(file, '');
  const settings = { file, fromStart: true, maxBytes: 0, logger: memoryLogger() };
  const collector = createLogCollector(settings);
  const { metricsText } = await startApp(t, { collectors: [collector] });
  const text = await metricsText();
  assert.deepEqual(successes(text), { log: 1 });
  assert.deepEqual(series(text, UNREAD), [`${UNREAD} 0`]);
});

test('lines count once, also over scrapes; the last waits for its end', async (t) => {
  const { file, read } = await start(t, 'level=info\nnothing\nlevel=error\nlevel=in');
  assert.deepEqual(await read(), [1, 1, 0, 0]);
  assert.deepEqual(await read(), [1, 1, 0, 0]);
  appendFileSync(file, 'fo\r\nlevel=debug\n');
  assert.deepEqual(await read(), [2, 1, 1, 0]);
});

test('from the end: what is there already does not count, nor the rest of its line', async (t) => {
  const { file, read } = await start(t, 'level=info\nlevel=info\nlong ', { fromStart: false });
  assert.deepEqual(await read(), [0, 0, 0, 0]);
  appendFileSync(file, 'level=error\nlevel=info\n');
  assert.deepEqual(await read(), [1, 0, 0, 0]);
});

test('from the end: what is written before the first scrape counts', async (t) => {
  const { file, read } = await start(t, 'level=info\n', { fromStart: false });
  appendFileSync(file, 'level=error\n');
  assert.deepEqual(await read(), [0, 1, 0, 0]);
});

test('from the end: the first line of an empty file counts', async (t) => {
  const { file, read } = await start(t, '', { fromStart: false });
  appendFileSync(file, 'level=error\n');
  assert.deepEqual(await read(), [0, 1, 0, 0]);
});

test('from the end: a new file is read from its start, also after a rotation', async (t) => {
  const { file, read } = await start(t, 'level=info\n', { fromStart: false });
  renameSync(file, `${file}.1`);
  writeFileSync(file, 'level=error\nlevel=error\n');
  assert.deepEqual(await read(), [0, 2, 0, 0]);
  renameSync(file, `${file}.2`);
  writeFileSync(file, 'level=info\n');
  assert.deepEqual(await read(), [1, 2, 0, 0]);
});

test('a missing file fails until it is there, and is then read from its start', async (t) => {
  const { file, read, logger } = await start(t, undefined, { fromStart: false });
  assert.equal(await read(), undefined);
  assert.match(logger.entries[0].error.message, /ENOENT/);
  writeFileSync(file, 'level=info\n');
  assert.deepEqual(await read(), [1, 0, 0, 0]);
});

test('rotation by rename: the rest of the old file, then the new one', async (t) => {
  const { file, read } = await start(t, 'level=info\n');
  assert.deepEqual(await read(), [1, 0, 0, 0]);
  appendFileSync(file, 'level=error\nlevel=info');
  renameSync(file, `${file}.1`);
  assert.equal(await read(), undefined);
  appendFileSync(`${file}.1`, '\nlevel=error');
  writeFileSync(file, 'level=info\n');
  assert.deepEqual(await read(), [3, 2, 0, 0]);
  appendFileSync(`${file}.1`, '\nlevel=error\n');
  appendFileSync(file, 'level=info\n');
  assert.deepEqual(await read(), [4, 2, 0, 0]);
});

test('rotation by deletion', async (t) => {
  const { file, read } = await start(t, 'level=info\n');
  await read();
  appendFileSync(file, 'level=info\n');
  rmSync(file);
  writeFileSync(file, 'level=error\n');
  assert.deepEqual(await read(), [2, 1, 0, 0]);
});

test('truncation: the file is read from its start, half a line is forgotten', async (t) => {
  const { file, read } = await start(t, 'level=info\nlevel=info\nlevel=');
  assert.deepEqual(await read(), [2, 0, 0, 0]);
  truncateSync(file);
  appendFileSync(file, 'level=error\n');
  assert.deepEqual(await read(), [2, 1, 0, 0]);
  truncateSync(file);
  assert.deepEqual(await read(), [2, 1, 0, 0]);
  appendFileSync(file, 'level=info\n');
  assert.deepEqual(await read(), [3, 1, 0, 0]);
});

test('a scrape reads so much and no more, also over a rotation', async (t) => {
  const { file, read } = await start(t, 'level=info\n'.repeat(10), { maxBytes: 44 });
  assert.deepEqual(await read(), [4, 0, 0, 66]);
  assert.deepEqual(await read(), [8, 0, 0, 22]);
  renameSync(file, `${file}.1`);
  writeFileSync(file, 'level=error\n'.repeat(3));
  assert.deepEqual(await read(), [10, 1, 0, 14]);
  assert.deepEqual(await read(), [10, 3, 0, 0]);
});

test('what there is no time for is left for the next scrape', async (t) => {
  const directory = temporaryDirectory(t);
  const file = join(directory, 'access.log');
  const text = 'level=info\n'.repeat(400_000);
  writeFileSync(file, text);
  const settings = { file, fromStart: true, maxBytes: 0, logger: memoryLogger() };
  const collector = createLogCollector({ ...settings, metrics: [LINES] });
  t.after(() => collector.close());
  async function read(seconds) {
    const registry = new Registry();
    await collector.collect({ registry, signal: AbortSignal.timeout(5000), seconds });
    const [lines, unread] = ['test_lines_total{level="info"}', UNREAD];
    const exposed = await registry.metrics();
    return [lines, unread].map((name) => Number(series(exposed, name)[0].split(' ')[1]));
  }
  assert.deepEqual(await read(0), [0, text.length]);
  let [lines, unread] = [0, text.length];
  while (unread > 0) {
    [lines, unread] = await read(0.1);
  }
  assert.equal(lines, 400_000);
});

test('twenty scrapes at once count every line once', async (t) => {
  const { file, read } = await start(t, 'level=info\n'.repeat(20_000), { maxBytes: 55_000 });
  const results = await Promise.all(Array.from({ length: 20 }, () => read()));
  results.sort(([a], [b]) => a - b);
  const expected = Array.from({ length: 20 }, (_, index) => 5000 * Math.min(index + 1, 4));
  assert.deepEqual(
    results.map(([info]) => info),
    expected,
  );
  appendFileSync(file, 'level=info\n');
  assert.deepEqual(await read(), [20_001, 0, 0, 0]);
});

test('a directory is no log', async (t) => {
  const { read, logger } = await start(t, undefined, { file: temporaryDirectory(t) });
  assert.equal(await read(), undefined);
  assert.match(logger.entries[0].error.message, /is not a file$/);
});

test('a scrape tells once of lines without a usable number', async (t) => {
  const logger = memoryLogger();
  const sizes = { ...LINES, name: 'test_bytes_total', labels: {}, match: /bytes=(?<value>.*)/ };
  const lines = 'bytes=5\nbytes=x\nlevel=info\nbytes=-1\n';
  const { metricsText } = await start(t, lines, { logger, metrics: [LINES, sizes] });
  assert.deepEqual(series(await metricsText(), 'test_bytes_total'), ['test_bytes_total 5']);
  await metricsText();
  assert.deepEqual(logger.entries, [
    {
      level: 'debug',
      message: 'lines not counted, their value is no usable number',
      metric: 'test_bytes_total',
      lines: 2,
    },
  ]);
});
