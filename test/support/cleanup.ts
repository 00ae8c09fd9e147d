import { afterAll, onTestFinished, TestRunner } from 'vitest';

const atTheEnd: (() => unknown)[] = [];

// Registered when a test file imports this module, so it runs for each of them.
afterAll(async () => {
  for (const cleanUp of atTheEnd.splice(0).reverse()) await cleanUp();
});

/**
 * Has something undone whether or not the test passes: after the running test, or after the last
 * test of the file when called from `beforeAll`.
 */
export function cleanUpLater(cleanUp: () => unknown): void {
  if (TestRunner.getCurrentTest()) onTestFinished(async () => void (await cleanUp()));
  else atTheEnd.push(cleanUp);
}
