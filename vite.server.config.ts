import { defineConfig } from 'vite';

/** The activation service for Node: our own sources in one folder, dependencies from node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/server',
    emptyOutDir: true,
    ssr: true,
    target: 'node20.19',
    reportCompressedSize: false,
    rolldownOptions: { input: { demo: 'server/demo/main.ts' } },
  },
});
