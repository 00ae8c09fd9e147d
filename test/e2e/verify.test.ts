import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, inject, it } from 'vitest';
import { PRESETS } from '../../src/spec/preset-names.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { requireTool, toolsDirectory } from '../support/tools.ts';
import { snapshot } from '../unit/project/snapshot.ts';
import { type Engine, generate, type Project } from './project.ts';

const ENGINES: Engine[] = [
  { runtime: 'node', tool: 'node24' },
  { runtime: 'python', tool: 'python311' },
];

interface Check {
  name: string;
  state: string;
  details?: string[];
}

/** The engine of the project and the tools first on PATH, as a person has them. */
function environment({ shell }: Project): NodeJS.ProcessEnv {
  const tools = path.join(toolsDirectory, 'bin');
  return { ...process.env, PATH: [shell.env.PATH, process.env.PATH, tools].join(path.delimiter) };
}

async function verify(project: Project): Promise<{ code: number | undefined; checks: Check[] }> {
  // The program itself runs on the Node.js of the tests; what it starts is found on PATH.
  const args = [inject('packedBin'), 'verify', project.directory, '--json'];
  const env = environment(project);
  const { exitCode, stdout } = await execa(process.execPath, args, { env, reject: false });
  return { code: exitCode, checks: JSON.parse(stdout).checks };
}

async function scratchDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'create-exporter-e2e-tmp-'));
  cleanUpLater(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

const statesOf = (checks: Check[]) =>
  Object.fromEntries(checks.map(({ name, state }) => [name, state]));

/**
 * One virtual environment with the packages of every preset: pip takes longer than all checks. That it has what a project
 * asks for is looked at by verify itself; the other tests of this file install.
 */
async function sharedEnvironment({ tool }: Engine, projects: Project[]): Promise<void> {
  const venv = path.join(await scratchDirectory(), 'venv');
  await execa(requireTool(tool), ['-m', 'venv', venv]);
  const files = projects.map(({ directory }) => path.join(directory, 'requirements-dev.txt'));
  const pip = ['-m', 'pip', 'install', '--quiet', ...files.flatMap((file) => ['-r', file])];
  await execa(path.join(venv, 'bin', 'python'), pip);
  for (const { directory } of projects) await symlink(venv, path.join(directory, '.venv'));
}

describe('verify', () => {
  it('passes every preset in both runtimes, and leaves nothing behind', async () => {
    const [ofNode, ofPython] = await Promise.all(
      ENGINES.map((engine) =>
        Promise.all(PRESETS.map((preset) => generate(engine, ['--preset', preset]))),
      ),
    );
    await sharedEnvironment(ENGINES[1]!, ofPython!);
    // The two runtimes side by side, each one preset after the other.
    await Promise.all(
      [ofNode!, ofPython!].map(async (projects) => {
        for (const [index, project] of projects.entries()) {
          await expectToPass(project, PRESETS[index]!);
        }
      }),
    );
  }, 900_000);
});

async function expectToPass(project: Project, preset: string): Promise<void> {
  const before = await snapshot(project.directory);
  const { code, checks } = await verify(project);
  const failed = checks.filter(({ state }) => state === 'failed');
  expect({ preset, code, failed }).toEqual({ preset, code: 0, failed: [] });
  expect(statesOf(checks), preset).toMatchObject({
    dependencies: 'passed',
    tests: 'passed',
    families: 'passed',
    conventions: 'passed',
    ...(preset === 'batch-job' ? { push: 'passed' } : { SIGTERM: 'passed' }),
  });
  expect(await snapshot(project.directory), preset).toEqual(before);
}

describe('a project that is not what its exporter.yaml says', () => {
  it.each(ENGINES)('$runtime: exit 6, and says where', async (engine) => {
    const project = await generate(engine, ['--preset', 'batch-job']);
    const file = path.join(project.directory, 'exporter.yaml');
    const text = await readFile(file, 'utf8');
    const added = '  - { name: batch_more_total, type: counter, help: More. }\n';
    await writeFile(
      file,
      text.replace(/^metrics:\n/m, (line) => line + added),
    );
    const { code, checks } = await verify(project);
    expect(code).toBe(6);
    expect(checks.find(({ name }) => name === 'families')).toMatchObject({
      state: 'failed',
      details: ['batch_more_total is missing.'],
    });
  });
});

describe('Ctrl-C', () => {
  it.each(['tests', 'start'])(
    'during %s: exit 130, nothing runs on, nothing is left',
    async (during) => {
      const project = await generate(ENGINES[0]!, ['--preset', 'http-service']);
      const scratch = await scratchDirectory();
      const child = spawn(process.execPath, [inject('packedBin'), 'verify', project.directory], {
        env: { ...environment(project), TMPDIR: scratch },
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (words: string) => {
        if (!said.includes(`${during} …`) && `${said}${words}`.includes(`${during} …`)) {
          setTimeout(() => child.kill('SIGINT'), 300);
        }
        said += words;
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(code).toBe(130);
      // Node.js 22 and newer keep what they compiled of our own program; npm is not to leave its own beside it.
      const kept = 'enableCompileCache' in nodeModule ? ['node-compile-cache'] : [];
      expect((await readdir(scratch)).filter((name) => !kept.includes(name))).toEqual([]);
      // Everything it starts is in a copy below this directory.
      const { stdout } = await execa('ps', ['-eo', 'args']);
      expect(stdout).not.toContain(scratch);
      if (process.platform === 'linux') expect(await programsIn(scratch)).toEqual([]);
    },
  );
});

/** The commands of processes whose working directory is below a directory. */
async function programsIn(directory: string): Promise<string[]> {
  const { stdout } = await execa('ls -l /proc/[0-9]*/cwd 2>/dev/null || true', { shell: true });
  return stdout.split('\n').filter((line) => line.includes(directory));
}
