/**
 * Draws what a person sees in a terminal as an SVG, for the README:
 *
 *     node scripts/terminal-picture.js <out.svg> <scenario.json>
 *
 * The program of the scenario runs for real, in a pseudo terminal and an empty directory. The
 * picture needs no other file and is the same at each run. A scenario:
 *
 *     {
 *       "title": "create-exporter",          what stands in the frame of the window
 *       "typed": "npx create-exporter",      shown as the command a person typed; optional
 *       "command": ["node", "{repository}/bin/create-exporter.js"],
 *       "columns": 90, "rows": 40,           size of the terminal
 *       "env": { "NAME": "value" },          optional
 *       "steps": [                           in this order, after the start
 *         { "waitFor": "Name" },             a regular expression that the screen must match
 *         { "type": "shop-exporter" },
 *         { "press": ["down", "space", "enter"] }
 *       ],
 *       "exitCode": 0,                       wait for the end, which must be this; without it the
 *                                            picture is taken after the last step
 *       "part": "screen"                     or "scrollback": with all that has scrolled away
 *     }
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTool } from '../test/support/find-tool.js';
import { openTerminal } from '../test/support/terminal.js';
import { drawTerminal } from '../test/support/terminal-svg.js';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

const [out, scenarioFile] = process.argv.slice(2);
if (!out || !scenarioFile) {
  console.error('usage: node scripts/terminal-picture.js <out.svg> <scenario.json>');
  process.exit(2);
}
const scenario = JSON.parse(readFileSync(scenarioFile, 'utf8'));
writeFileSync(out, await draw(scenario));

async function draw({
  title,
  typed,
  command,
  columns = 90,
  rows = 40,
  env,
  steps,
  exitCode,
  part,
}) {
  // Always the same directory: the program may show it.
  const cwd = join(tmpdir(), 'terminal-picture');
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd);
  const [program, ...args] = command.map((word) => word.replace('{repository}', repository));
  const python = findTool('python');
  const terminal = openTerminal(program, args, {
    columns,
    rows,
    env,
    cwd,
    ...(python && { python }),
  });
  try {
    for (const step of steps) {
      if (step.waitFor !== undefined) await terminal.waitFor(new RegExp(step.waitFor));
      if (step.type !== undefined) terminal.type(step.type);
      if (step.press !== undefined) terminal.press(...[step.press].flat());
    }
    if (exitCode !== undefined && (await terminal.waitForExit()) !== exitCode) {
      throw new Error(`ended with ${terminal.exitCode}:\n${terminal.screen()}`);
    }
    return drawTerminal(terminal.display, { title, typed, scrollback: part === 'scrollback' });
  } finally {
    await terminal.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}
