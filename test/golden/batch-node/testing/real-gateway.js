import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { closedAddress } from './fault-gateway.js';

// Debian calls it by its longer name.
const PROGRAM = ['pushgateway', 'prometheus-pushgateway'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** Why tests with a real Pushgateway are skipped, or false when they can run. */
export const NO_PUSHGATEWAY = PROGRAM ? false : 'there is no pushgateway program';

/** Why tests with promtool are skipped, or false when they can run. */
export const NO_PROMTOOL =
  spawnSync('promtool', ['--version']).status === 0 ? false : 'there is no promtool program';

/**
 * A Pushgateway on a free port that keeps everything in memory; it ends with the test.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [options]
 * @param {string} [options.prefix] path prefix of its routes
 */
export async function startRealGateway(t, { prefix = '' } = {}) {
  const { host, origin } = new URL(await closedAddress());
  const child = spawn(
    PROGRAM,
    [`--web.listen-address=${host}`, `--web.route-prefix=${prefix}`, '--persistence.file='],
    { stdio: 'ignore' },
  );
  t.after(() => child.kill());
  const url = origin + prefix;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (ready?.ok) {
      return { url, metrics: async () => (await fetch(`${url}/metrics`)).text() };
    }
    await sleep(50);
  }
  throw new Error('the Pushgateway did not start');
}

/**
 * The value of a series whose labels contain those given.
 *
 * @param {string} text exposition
 * @param {string} name
 * @param {string[]} [labels] as they are written: `job="x"`
 * @returns {number | undefined}
 */
export function seriesValue(text, name, labels = []) {
  const line = text
    .split('\n')
    .find(
      (candidate) =>
        candidate.startsWith(`${name}{`) && labels.every((label) => candidate.includes(label)),
    );
  return line && Number(line.slice(line.lastIndexOf(' ') + 1));
}
