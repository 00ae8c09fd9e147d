import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTool, howToGet } from '../../test/support/find-tool.js';
import { timeOf } from './process.js';

const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));

const NODE_PEERS = ['express-prom-bundle@8.0.0', 'prom-client@15.1.3'];
const PYTHON_PEERS = ['prometheus-flask-exporter==0.23.2'];

/**
 * Generates the preset http-service and installs what it needs, what it is compared with beside it.
 * @returns a project: the directory and the interpreter that runs it, or a sentence why there is none
 */
export async function generate(runtime, directory, program) {
  const tool = runtime === 'node' ? 'node24' : 'python';
  const interpreter = findTool(tool);
  if (!interpreter) return { missing: `${tool} is missing: ${howToGet(tool)}` };
  const project = path.join(directory, 'exporter');
  const flags = ['--yes', '--quiet', '--no-git', '--preset=http-service', `--runtime=${runtime}`];
  await timeOf(process.execPath, [program, project, ...flags]);
  await cp(PROGRAMS, project, { recursive: true });
  if (runtime === 'python') {
    await timeOf(interpreter, ['-m', 'venv', '.venv'], { cwd: directory });
    const python = path.join(directory, '.venv/bin/python');
    const packages = ['-r', path.join(project, 'requirements.txt'), ...PYTHON_PEERS];
    await timeOf(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
    return { project, interpreter: python };
  }
  const silent = ['--no-audit', '--no-fund', '--ignore-scripts', '--omit=dev'];
  await timeOf('npm', ['ci', ...silent], { cwd: project });
  await timeOf('npm', ['install', '--no-save', ...silent, ...NODE_PEERS], { cwd: project });
  return { project, interpreter };
}

/**
 * Copies a project and changes one text of one of its files.
 * @throws Error if the text is not there once: the templates have changed
 */
export async function variant(project, name, { file, from, to }) {
  const copy = `${project}-${name}`;
  await cp(project, copy, { recursive: true, verbatimSymlinks: true });
  const source = await readFile(path.join(copy, file), 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} does not hold ${from} once`);
  await writeFile(
    path.join(copy, file),
    source.replace(from, () => to),
  );
  return copy;
}
