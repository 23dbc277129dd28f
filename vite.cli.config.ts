import { defineConfig } from 'vite';

/** The command line tool for Node: our own sources in one folder, dependencies from node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/cli',
    emptyOutDir: true,
    ssr: true,
    target: 'node20.19',
    reportCompressedSize: false,
    // All in one folder: the commands that serve pages expect the pages next to them.
    rolldownOptions: {
      input: { keyferry: 'cli/keyferry.ts', readingThread: 'server/reading/readingThread.ts' },
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
});
