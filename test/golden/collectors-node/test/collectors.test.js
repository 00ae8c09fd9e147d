import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCollectors } from '../src/collectors/index.js';
import { loadConfig } from '../src/config.js';
import { memoryLogger } from '../testing/start-app.js';

const NAMES = ['sql', 'json-api', 'log', 'custom'];

function create(...flags) {
  const config = loadConfig({ args: ['--database.file=data.db', ...flags] });
  return createCollectors({ config, logger: memoryLogger() });
}

test('the collectors that are not switched off are there', () => {
  assert.deepEqual(
    create().map(({ name }) => name),
    NAMES,
  );
  for (const name of NAMES) {
    const others = create(`--no-collector.${name}`).map((collector) => collector.name);
    assert.deepEqual(
      others,
      NAMES.filter((other) => other !== name),
    );
  }
});

test('every collector has a limit of series and an interval', () => {
  for (const name of NAMES) {
    const flag = `--collector.${name}`;
    const collectors = create(`${flag}.max-series=20`, `${flag}.min-interval=0.5`);
    const { maxSeries, minInterval } = collectors.find((collector) => collector.name === name);
    assert.deepEqual([maxSeries, minInterval], [20, 0.5]);
  }
});
