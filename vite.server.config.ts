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
    // All in one folder: the service expects the file of its threads next to its own.
    rolldownOptions: {
      input: { demo: 'server/demo/main.ts', readingThread: 'server/reading/readingThread.ts' },
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
});
