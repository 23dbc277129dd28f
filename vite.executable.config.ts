import { defineConfig } from 'vite';

/**
 * The script of the single executable: one file with every dependency, in CommonJS because nothing else runs from a
 * single executable in Node 20. `keyferry pack` puts it into a copy of Node.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    outDir: 'dist/executable',
    emptyOutDir: true,
    ssr: true,
    target: 'node20.19',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { keyferry: 'cli/executable.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
