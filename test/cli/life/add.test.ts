import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../../unit/project/snapshot.ts';
import { jsonOf, run } from '../run.ts';
import { edit, METRIC, project, read } from './project.ts';

describe('add', () => {
  test('a metric: exporter.yaml keeps its comments and order, the code has it', async () => {
    const cwd = await project();
    await edit(cwd, 'exporter.yaml', (text) => text.replace('port:', '# Mine.\nport:'));
    expect((await run(['update'], { cwd })).code).toBe(0);
    const before = await read(cwd, 'exporter.yaml');
    const { code, out } = await run(['add', 'metric', METRIC], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/update {3}exporter\.yaml\n/);
    const after = await read(cwd, 'exporter.yaml');
    expect(after).toContain('# Mine.\nport:');
    expect(after).toContain('name: shop_refunds_total');
    for (const line of before.split('\n')) expect(after).toContain(line);
    expect(await read(cwd, 'src/metrics.js')).toContain('shop_refunds_total');
    expect((await run(['diff'], { cwd })).code).toBe(0);
  });

  test('several metrics, from elsewhere', async () => {
    const cwd = await project();
    const more = 'gauge shop_open_tickets Tickets that are open.';
    const args = ['add', 'metric', METRIC, more, '--directory', 'shop', '--json'];
    const { command, files } = jsonOf(await run(args, { cwd: path.dirname(cwd) }));
    expect(command).toBe('add');
    expect(files).toContainEqual(
      expect.objectContaining({ path: 'exporter.yaml', action: 'update' }),
    );
    expect(await read(cwd, 'exporter.yaml')).toContain('shop_open_tickets');
  });

  test('a target', async () => {
    const cwd = await project('--target', 'none');
    expect((await run(['add', 'target', 'docker'], { cwd })).code).toBe(0);
    expect(await readdir(cwd)).toContain('Dockerfile');
    expect(await read(cwd, 'exporter.yaml')).toContain('targets: [docker]');
    expect((await run(['add', 'target', 'docker'], { cwd })).out).toContain('up to date');
  });

  test('real queries are not called samples', async () => {
    const cwd = await project('--preset', 'sql', '--target', 'none');
    const { nextSteps } = jsonOf(await run(['add', 'target', 'docker', '--json'], { cwd }));
    expect(nextSteps.length).toBeGreaterThan(0);
    expect(nextSteps.join('\n')).not.toContain('# A sample');
  });

  test('a collector that reads metrics comes with one to read', async () => {
    const cwd = await project();
    expect((await run(['add', 'collector', 'log'], { cwd })).code).toBe(0);
    const text = await read(cwd, 'exporter.yaml');
    expect(text).toContain('collectors: [log]');
    expect(text).toContain('shop_log_lines_total');
    expect(await readdir(path.join(cwd, 'src', 'collectors'))).toContain('log.js');
  });

  test.each([
    [['metric', 'counter'], 'cannot be read'],
    [['metric', 'countr shop_x_total X.'], 'Did you mean "counter"?'],
    [['metric', 'counter shop_orders_total Again.'], 'shop_orders_total'],
    [['metric', 'counter shop_clicks Clicks.'], 'shop_clicks_total'],
    [['target', 'dcker'], 'Did you mean "docker"?'],
    [['collector', 'mongo'], '"mongo" is not one of'],
    [['metrics', METRIC], 'Did you mean "metric"?'],
    [['metric'], "Missing required argument 'values'."],
  ])('%j: exit 2, nothing changed', async (args, message) => {
    const cwd = await project();
    const before = await snapshot(cwd);
    const { code, err } = await run(['add', ...args], { cwd });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
    expect(await snapshot(cwd)).toEqual(before);
  });
});
