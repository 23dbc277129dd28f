import { defineConfig } from 'vite';
import { commandFiles } from './scripts/vite/commandFiles.ts';

/**
 * The command line tool for Node: our own sources in one folder, dependencies from node_modules, except those that a command
 * on a machine needs. CommonJS, which Node loads without its loader of ES modules.
 */
export default defineConfig({
  publicDir: false,
  ssr: {
    noExternal: ['@noble/ed25519', '@noble/hashes', '@scure/base', 'get-east-asian-width', 'valibot'],
  },
  build: {
    outDir: 'dist/cli',
    emptyOutDir: true,
    ssr: true,
    target: 'node20.19',
    reportCompressedSize: false,
    license: { fileName: 'third-party-licenses.md' },
    // All in one folder: the commands that serve pages expect the pages next to them.
    rolldownOptions: {
      input: { keyferry: 'cli/keyferry.ts' },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: '[name]-[hash].cjs',
        codeSplitting: commandFiles,
      },
    },
  },
});
