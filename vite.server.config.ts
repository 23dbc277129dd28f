import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';

const entries = ['demo', 'main'].filter((name) => existsSync(`server/${name}.ts`));

/** The activation service for Node: our own sources in one folder, dependencies from node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/server',
    emptyOutDir: true,
    ssr: true,
    target: 'node20.19',
    reportCompressedSize: false,
    rolldownOptions: { input: Object.fromEntries(entries.map((name) => [name, `server/${name}.ts`])) },
  },
});
