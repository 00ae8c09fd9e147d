import path from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { ownFamilies } from '../support/exposition.ts';
import { ENGINES, generate, type Project } from './project.ts';

const [, NODE, PYTHON] = ENGINES;

/** What prints all that can be had without a server. */
const CASES: [spec: string, name: string, namespace: string, flags: string, exitCode: number][] = [
  ['shop', 'shop-exporter', 'shop', '--once', 0],
  ['hostile', 'class', 'odd', '--once', 0],
  ['bare', 'bare', 'bare', '--once', 0],
  // The collectors without an upstream fail, and the exit code says so.
  ['sidecar', 'shop-sidecar', 'shop', '--once', 1],
  ['postgresql', 'shop-postgresql', 'shop', '--once --database.url=postgresql://127.0.0.1:1/x', 1],
  ['mongodb', 'mongodb-exporter', 'mongodb', '--once --mongodb.uri=mongodb://127.0.0.1:1', 1],
  ['batch', 'nightly-import', 'nightly', '--print', 0],
];

it.each(CASES)(
  'one spec, two runtimes, equal families: %s',
  async (spec, name, namespace, flags, exitCode) => {
    const file = path.resolve('test/specs', `${spec}.yaml`);
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
