import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but the sources. `server` and `store` check signatures natively, as the service does; `store` runs
 * on SQLite and on a PostgreSQL server of its own.
 * `examples` runs the verifiers in other languages, where their language is on the machine. `build` looks into what was
 * built. `journeys` drives real browsers against the real service, three files of them at a time: a journey waits for
 * somebody most of the time, and everything it opens is its own.
 */
export default defineConfig({
  plugins: [preact()],
  test: {
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
          exclude: ['tests/journeys/**', 'tests/build/**', 'tests/server/**', 'tests/store/**', 'tests/examples/**'],
          // Ends what hangs; how long a test takes proves nothing.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          isolate: false,
          maxWorkers: 2,
          include: ['tests/server/**/*.test.ts'],
          setupFiles: ['tests/store/databases/native.ts'],
          globalSetup: ['tests/derivedKeys/setup.ts', 'tests/store/databases/sqliteSetup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          isolate: false,
          include: ['tests/store/**/*.test.ts'],
          setupFiles: ['tests/store/databases/native.ts'],
          maxWorkers: 2,
          globalSetup: [
            'tests/derivedKeys/setup.ts',
            'tests/store/databases/sqliteSetup.ts',
            'tests/store/databases/postgresSetup.ts',
          ],
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
          globalSetup: [
            'tests/derivedKeys/setup.ts',
            'tests/built.ts',
            'tests/store/databases/sqliteSetup.ts',
            'tests/store/databases/postgresSetup.ts',
          ],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          // Loading the harness takes seconds.
          isolate: false,
          setupFiles: ['tests/journeys/harness/endWithFile.ts'],
          globalSetup: ['tests/derivedKeys/setup.ts', 'tests/built.ts', 'tests/journeys/harness/vendor.ts'],
          maxWorkers: 3,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
