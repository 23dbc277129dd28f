import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but the sources. `store` runs the service on SQLite and on a PostgreSQL server of its own.
 * `examples` runs the verifiers in other languages, where their language is on the machine. `build` looks into what was
 * built. `journeys` drives real browsers against the real service, three files of them at a time: a journey waits for
 * somebody most of the time, and everything it opens is its own.
 */
export default defineConfig({
  plugins: [preact()],
  test: {
    // Closing browsers on a busy machine takes longer than the 10 s of the default.
    teardownTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // None of these leaves anything behind in a module, and loading them all for each file takes longer than they do.
          isolate: false,
          maxWorkers: 2,
          include: ['tests/**/*.test.{ts,tsx}'],
          globalSetup: ['tests/derivedKeys/setup.ts'],
          exclude: ['tests/journeys/**', 'tests/build/**', 'tests/store/**', 'tests/examples/**'],
          // Ends what hangs; how long a test takes proves nothing.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: ['tests/store/**/*.test.ts'],
          setupFiles: ['tests/store/databases/native.ts'],
          maxWorkers: 2,
          globalSetup: ['tests/derivedKeys/setup.ts', 'tests/store/databases/setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'examples',
          maxWorkers: 2,
          include: ['tests/examples/**/*.test.ts'],
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'build',
          maxWorkers: 2,
          include: ['tests/build/**/*.test.ts'],
          globalSetup: ['tests/derivedKeys/setup.ts', 'tests/built.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          // The files of a worker share its modules, browsers and services: each costs seconds to load or start.
          isolate: false,
          environment: './tests/journeys/harness/workerEnvironment.ts',
          setupFiles: ['tests/journeys/harness/endWithFile.ts'],
          globalSetup: ['tests/derivedKeys/setup.ts', 'tests/built.ts', 'tests/journeys/harness/vendor/dataFolder.ts'],
          // Playwright waits for what is to come; this is for what it does not wait for.
          expect: { poll: { timeout: 60_000 } },
          maxWorkers: 3,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
