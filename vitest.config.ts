import { defineConfig } from 'vitest/config';

// All but the unit tests start the program as it is built: npm run build, which npm test does first.
export default defineConfig({
  test: {
    // The slow tests wait for servers and installs more than they compute.
    maxWorkers: 2,
    projects: [
      // A busy machine is no failure: no test of these is about time.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'cli',
          include: ['test/{cli,prompts}/**/*.test.ts', 'test/golden.test.ts'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'support', include: ['test/support/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'hostile', include: ['test/hostile/**/*.test.ts'] } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/setup/pack.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
