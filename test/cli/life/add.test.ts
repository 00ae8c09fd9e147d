import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { COLLECTORS } from '../../../src/spec/schema.ts';
import { snapshot } from '../../unit/project/snapshot.ts';
import { jsonOf, run } from '../run.ts';
import { edit, otherPort, REFUNDS, read, shop } from '../shop.ts';

describe('add', () => {
  test('a metric: exporter.yaml keeps its comments and order, the code has it', async () => {
    const cwd = await shop();
    await edit(cwd, 'exporter.yaml', (text) => text.replace('port:', '# Mine.\nport:'));
    expect((await run(['update'], { cwd })).code).toBe(0);
    const before = await read(cwd, 'exporter.yaml');
    const { code, out } = await run(['add', 'metric', REFUNDS], { cwd });
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
    const cwd = await shop();
    const more = 'gauge shop_open_tickets Tickets that are open.';
    const args = ['add', 'metric', REFUNDS, more, '--directory', 'shop', '--json'];
    const { command, files } = jsonOf(await run(args, { cwd: path.dirname(cwd) }));
    expect(command).toBe('add');
    expect(files).toContainEqual(
      expect.objectContaining({ path: 'exporter.yaml', action: 'update' }),
    );
    expect(await read(cwd, 'exporter.yaml')).toContain('shop_open_tickets');
  });

  test('a collector of a batch job is refused in one sentence', async () => {
    const cwd = await shop('--pattern', 'batch');
    const { code, err } = await run(['add', 'collector', 'sql'], { cwd });
    expect(code).toBe(2);
    expect(err.match(/belongs? to a sidecar/g)).toHaveLength(1);
  });

  test('a target', async () => {
    const cwd = await shop('--target', 'none');
    expect((await run(['add', 'target', 'docker'], { cwd })).code).toBe(0);
    expect(await readdir(cwd)).toContain('Dockerfile');
    expect(await read(cwd, 'exporter.yaml')).toContain('targets: [docker]');
    expect((await run(['add', 'target', 'docker'], { cwd })).out).toContain('up to date');
  });

  test('real queries are not called samples', async () => {
    const cwd = await shop('--preset', 'sql', '--target', 'none');
    const { nextSteps, notes } = jsonOf(await run(['add', 'target', 'docker', '--json'], { cwd }));
    expect(nextSteps.length).toBeGreaterThan(0);
    expect(notes.join('\n')).not.toContain('A sample');
  });

  test('a collector that reads metrics comes with one to read', async () => {
    const cwd = await shop();
    expect((await run(['add', 'collector', 'log'], { cwd })).code).toBe(0);
    const text = await read(cwd, 'exporter.yaml');
    expect(text).toContain('collectors: [log]');
    expect(text).toContain('shop_log_lines_total');
    expect(await readdir(path.join(cwd, 'src', 'collectors'))).toContain('log.js');
  });

  test.each([
    ['http-probe', 'targets', 'http-probe:\n  targets:\n    example: https://example.com/\n'],
    ['json-api', 'url', 'json-api:\n  url: http://localhost:8080/stats.json\n'],
    ['log', 'file', 'log:\n  file: /var/log/app.log\n'],
  ])('what %s reads is written down, to be changed', async (name, key, settings) => {
    const cwd = await shop();
    const { notes } = jsonOf(await run(['add', 'collector', name, '--json'], { cwd }));
    expect(notes).toContain(
      `The collector ${name} reads an example: change "${key}" under "${name}" in exporter.yaml to what you want to read.`,
    );
    expect(await read(cwd, 'exporter.yaml')).toContain(`\n${settings}`);
  });

  test('what is read already stays as its owner wrote it', async () => {
    const cwd = await shop(
      '-p',
      'sidecar',
      '-c',
      'http-probe',
      '--http-probe-target',
      'a=http://a/',
    );
    const before = await read(cwd, 'exporter.yaml');
    const { notes } = jsonOf(await run(['add', 'collector', 'http-probe', '--json'], { cwd }));
    expect(notes).toEqual([]);
    expect(await read(cwd, 'exporter.yaml')).toBe(before);
  });

  test.each([
    ['node', 'application'],
    ['node', 'sidecar'],
    ['python', 'application'],
    ['python', 'sidecar'],
  ])('each collector to a new project as it comes: %s, %s', async (runtime, pattern) => {
    const cwd = await shop('--runtime', runtime, '--pattern', pattern);
    for (const name of COLLECTORS) {
      const args = ['add', 'collector', name, '--dry-run', '--json'];
      const { error, findings } = jsonOf(await run(args, { cwd }));
      expect({ name, error, findings }).toEqual({ name, findings: [] });
    }
  });

  test.each([
    ['node', 'application'],
    ['python', 'batch'],
    ['python', 'sidecar'],
  ])('the README says how, and it is so: %s, %s', async (runtime, pattern) => {
    const cwd = await shop('--runtime', runtime, '--pattern', pattern);
    const [, change] = (await read(cwd, 'README.md')).split('\n## Change it\n');
    const commands = [...change!.matchAll(/^npx create-exporter (.*)$/gm)].map(([, line]) =>
      line!.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', '')),
    );
    expect(commands.map(([name]) => name)).toEqual(['add', 'update', 'diff', 'verify']);
    for (const args of commands.slice(0, -1)) {
      expect(await run(args, { cwd })).toMatchObject({ code: 0, err: '' });
    }
    expect(await read(cwd, 'exporter.yaml')).toMatch(/_(?:logins_total|rejected_records|waiting)/);
  });

  test('a sample takes a name that is free', async () => {
    const cwd = await shop('--metric', 'gauge shop_log_lines Lines.', '-m', REFUNDS);
    for (const name of ['shop_sample_log_lines_total', 'shop_sample_2_log_lines_total']) {
      const { notes } = jsonOf(
        await run(['add', 'collector', 'log', '--json', '--dry-run'], { cwd }),
      );
      expect(notes).toContainEqual(expect.stringContaining(`${name} was added as a sample`));
      await run(['add', 'metric', `counter ${name} Mine.`], { cwd });
    }
  });

  test('what is wrong about what is added has no line of the file', async () => {
    const cwd = await shop();
    const refused = async (...args: string[]) =>
      jsonOf(await run(['add', ...args, '--json'], { cwd })).error.details;
    // Nor can the rule be allowed.
    expect(await refused('metric', 'counter shop_orders_total Again.')).toEqual([
      'To be added: shop_orders_total: Another metric has the same name (name-invalid).',
    ]);
    expect(await refused('metric', 'gauge shop_a{a-b=1} A.')).toEqual([
      expect.stringMatching(/^To be added: shop_a\.labels\.a-b: /),
    ]);
    expect(await refused('metric', 'gauge shop_wait_ms Wait.')).toEqual([
      expect.stringMatching(/^To be added: shop_wait_ms: /),
      expect.stringMatching(/^Correct them, or allow a rule in exporter\.yaml/),
    ]);
    const { err } = await run(['add', 'metric', 'gauge shop_wait_ms Wait.'], { cwd });
    expect(err).toMatch(/^✖ Nothing was added: the metrics break conventions\n +To be added: /);
    await edit(cwd, 'exporter.yaml', (text) =>
      text.replace(/shop_queue_length/, 'shop_log_unread_bytes'),
    );
    expect(await refused('collector', 'log')).toEqual([
      expect.stringMatching(
        /^exporter\.yaml:\d+:\d+: shop_log_unread_bytes: The name is taken: the collector log/,
      ),
    ]);
  });

  test('a target is followed by what to do with it', async () => {
    const cwd = await shop('--preset', 'mongodb', '--target', 'none');
    const stepsAfter = async (...targets: string[]) =>
      jsonOf(await run(['add', 'target', ...targets, '--json'], { cwd }));
    expect((await stepsAfter('docker')).alternatives).toEqual([
      { target: 'docker', steps: ['docker build --tag shop .'], notes: [] },
    ]);
    const { alternatives } = await stepsAfter('compose', 'kubernetes', 'systemd');
    expect(alternatives).toEqual([
      {
        target: 'compose',
        steps: ['sh deploy/compose/make-secrets.sh', 'docker compose up --build --detach --wait'],
        notes: ['What runs then, and how to see it work: deploy/compose/README.md'],
      },
      {
        target: 'kubernetes',
        steps: ['kubectl apply --server-side --kustomize deploy/kubernetes'],
        notes: ['What the cluster has to have first: deploy/kubernetes/README.md'],
      },
      {
        target: 'systemd',
        steps: [],
        notes: ['How to install the service: deploy/systemd/README.md'],
      },
    ]);
    expect(await readdir(path.join(cwd, 'deploy', 'compose'))).toContain('make-secrets.sh');
    await edit(cwd, 'exporter.yaml', otherPort);
    expect((await run(['update'], { cwd })).out).not.toContain('docker');
  });

  test('--help says where a metric that is read has to be written', async () => {
    const { out } = await run(['add', '--help'], { cwd: '.' });
    expect(out.replace(/\s+/g, ' ')).toContain('written into exporter.yaml with its source');
  });

  test.each([
    [['metric', 'counter'], 'cannot be read'],
    [['metric', 'countr shop_x_total X.'], 'Did you mean "counter"?'],
    [['metric', 'counter shop_orders_total Again.'], 'shop_orders_total'],
    [['metric', 'counter shop_clicks Clicks.'], 'shop_clicks_total'],
    [['target', 'dcker'], 'Did you mean "docker"?'],
    [['collector', 'mongo'], '"mongo" is not one of'],
    [['metrics', REFUNDS], 'Did you mean "metric"?'],
    [['metric'], "Missing required argument 'values'."],
  ])('%j: exit 2, nothing changed', async (args, message) => {
    const cwd = await shop();
    const before = await snapshot(cwd);
    const { code, err } = await run(['add', ...args], { cwd });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
    expect(await snapshot(cwd)).toEqual(before);
  });
});
