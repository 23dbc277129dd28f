import type { Environment } from 'vitest/runtime';
import { workerEndings } from './workerEndings.ts';

/** Plain Node. Vitest sets it up once for each worker, so its teardown is where shared browsers and services end. */
export default {
  name: 'journeys',
  viteEnvironment: 'ssr',
  setup: () => ({
    async teardown() {
      for (const end of workerEndings.splice(0).reverse()) await end();
    },
  }),
} satisfies Environment;
