import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { bundledSoftware } from './scripts/vite/bundledSoftware.ts';
import { ProjectOrder } from './tests/projectOrder.ts';
import { keepTemporaryFilesInMemory } from './tests/temporaryFiles.ts';

keepTemporaryFilesInMemory();

/**
 * `unit` needs only the sources. `server` and `store` check signatures natively, like the service; `store`
 * runs on SQLite and on a PostgreSQL server that it starts. `examples`
 * runs the verifiers in other languages, if their compilers are installed. `build` tests the built files. `journeys`
 * drives real browsers against the real service.
 */
export default defineConfig({
  plugins: [preact(), bundledSoftware()],
  test: {
    // More than the cores of a small machine, because journeys wait a lot. Vitest wants one number for all projects.
    maxWorkers: 4,
    sequence: { sequencer: ProjectOrder },
    // Closing browsers on a busy machine takes longer than the 10 s of the default.
    teardownTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['{src,server,cli,hardware,files,installed,library}/**/*.{ts,tsx}'],
      reporter: ['json-summary'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // They leave no state in modules, and loading all modules for each file takes longer than the tests.
          isolate: false,
          include: ['tests/**/*.test.{ts,tsx}'],
          globalSetup: ['tests/derivedKeys/setup.ts', 'tests/store/databases/sqliteSetup.ts'],
          exclude: ['tests/journeys/**', 'tests/build/**', 'tests/server/**', 'tests/store/**', 'tests/examples/**'],
          // Ends tests that hang; slowness of a busy machine is not a failure.
          testTimeout: process.env.LONG === undefined ? 300_000 : 1_800_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          isolate: false,
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
          include: ['tests/examples/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'build',
          isolate: false,
          include: ['tests/build/**/*.test.ts'],
          globalSetup: [
            'tests/derivedKeys/setup.ts',
            'tests/built.ts',
            'tests/store/databases/sqliteSetup.ts',
            'tests/store/databases/postgresSetup.ts',
          ],
          testTimeout: 600_000,
          hookTimeout: 600_000,
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
          // Playwright waits for expected events; this is for everything else.
          expect: { poll: { timeout: 120_000 } },
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
