import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'vitest';
import { ENGINES, generate } from './project.ts';

const [, NODE, PYTHON] = ENGINES;

/** Routes in place of the example's. They take every path and method that is left, and record no event. */
const OWN = {
  node: {
    module: 'src/example.js',
    test: 'test/example.test.js',
    code: `import { Router } from 'express';

export function createExampleRoutes() {
  return Router().all('/{*path}', (_req, res) => res.status(201).send('mine'));
}
`,
  },
  python: {
    module: 'shop_exporter/example.py',
    test: 'tests/test_example.py',
    code: `from flask import Blueprint

METHODS = ["GET", "POST", "PUT", "DELETE"]


def create_blueprint(*_: object) -> Blueprint:
    blueprint = Blueprint("mine", __name__)
    blueprint.add_url_rule("/", "root", lambda: ("mine", 201), methods=METHODS)
    blueprint.add_url_rule("/<path:rest>", "rest", lambda rest: ("mine", 201), methods=METHODS)
    return blueprint
`,
  },
};

it.each([NODE!, PYTHON!])(
  'whoever replaces the example route and its test has no other test fail, on $tool',
  async (engine) => {
    const project = await generate(engine, ['--spec', path.resolve('test/specs/shop.yaml')]);
    await project.install();
    const { module, test, code } = OWN[engine.runtime];
    await writeFile(path.join(project.directory, module), code);
    await rm(path.join(project.directory, test));
    await project.lint();
    await project.test();
  },
);
