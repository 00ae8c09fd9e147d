import { TestRunner } from 'vitest';
import { findTool, howToGet, type ToolName } from './find-tool.js';

export { findTool, type ToolName, toolsDirectory } from './find-tool.js';

/**
 * The path of a tool that the running test needs. Where it is missing the test is skipped with the
 * reason, and under `CI=true` it fails: CI installs every tool, so a skip there would hide tests.
 *
 * Call it inside a test or a `beforeEach`.
 */
export function requireTool(name: ToolName): string {
  const path = findTool(name);
  if (path) return path;
  skipTest(reason(name));
}

/** Skips the running test and prints why; throws under CI and outside a test. */
export function skipTest(why: string): never {
  announce(why);
  const test = TestRunner.getCurrentTest();
  if (!test) throw new Error(`${why} (asked for outside a test)`);
  return test.context.skip(why);
}

function announce(why: string): void {
  if (process.env.CI === 'true') throw new Error(why);
  process.stderr.write(`skipped: ${why}\n`);
}

function reason(name: ToolName): string {
  return `${name} is missing: ${howToGet(name)}`;
}
