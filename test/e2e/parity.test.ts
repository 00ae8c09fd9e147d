import path from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { ownFamilies } from '../support/exposition.ts';
import { ENGINES, generate, type Project } from './project.ts';

const [, NODE, PYTHON] = ENGINES;

/** What prints all that can be had without a server; the presets of sidecars and jobs have a test of their own. */
const CASES: [source: string, name: string, namespace: string, flags: string, exitCode: number][] =
  [
    ['test/specs/shop.yaml', 'shop-exporter', 'shop', '--once --database.sample', 0],
    ['test/specs/hostile.yaml', 'class', 'odd', '--once', 0],
    ['test/specs/bare.yaml', 'bare', 'bare', '--once', 0],
    ['templates/presets/http-service.yaml', 'http-service-exporter', 'http', '--once', 0],
    [
      'templates/presets/business.yaml',
      'business-exporter',
      'business',
      '--once --database.sample',
      0,
    ],
    // The collectors without an upstream fail, and the exit code says so.
    ['test/specs/sidecar.yaml', 'shop-sidecar', 'shop', '--once --database.sample', 1],
    [
      'test/specs/postgresql.yaml',
      'shop-postgresql',
      'shop',
      '--once --database.url=postgresql://127.0.0.1:1/x',
      1,
    ],
    [
      'test/specs/mongodb.yaml',
      'mongodb-exporter',
      'mongodb',
      '--once --mongodb.uri=mongodb://127.0.0.1:1',
      1,
    ],
    ['test/specs/batch.yaml', 'nightly-import', 'nightly', '--print', 0],
  ];

it.each(CASES)(
  'one spec, two runtimes, equal families: %s',
  async (source, name, namespace, flags, exitCode) => {
    const file = path.resolve(source);
    const [node, python] = await Promise.all(
      [NODE!, PYTHON!].map(async (engine) => {
        const project = await generate(engine, ['--spec', file], name);
        await project.install();
        const result = await run(project, ...flags.split(' '), '--log.level=error');
        expect(result).toMatchObject({ exitCode });
        return ownFamilies(result.stdout, namespace);
      }),
    );
    expect(node).toEqual(python);
    expect(Object.keys(node!)).toContain(`${namespace}_build_info`);
  },
);

function run({ command: [program, ...args], shell }: Project, ...flags: string[]) {
  return execa(program!, [...args, ...flags], { ...shell, reject: false });
}
