import { defineConfig } from 'vite';

/**
 * The command line tool for Node: our own sources in one folder, dependencies from node_modules, except those that a command
 * on a machine needs. Finding and reading a file costs Node a millisecond, so those commands come in few and small ones.
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
        codeSplitting: {
          groups: [
            { name: 'start', test: /cli\/main\.ts$/, priority: 3 },
            { name: 'explain', test: /cli\/explain\.ts$/, priority: 1 },
            { name: 'machine', test: /cli\/machine\/verify\.ts$/, priority: 2 },
          ],
        },
      },
    },
  },
});
