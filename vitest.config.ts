import { defineConfig } from 'vitest/config';

/** What needs the built program; it is built once before the first of them. */
const built = { globalSetup: ['test/setup/build.ts'], testTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'cli',
          include: ['test/{cli,prompts}/**/*.test.ts', 'test/golden.test.ts'],
          ...built,
        },
      },
      { test: { name: 'support', include: ['test/support/**/*.test.ts'], testTimeout: 60_000 } },
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
