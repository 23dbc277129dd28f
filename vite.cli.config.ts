import { defineConfig, type Plugin } from 'vite';
import { commandFiles } from './scripts/vite/commandFiles.ts';

/**
 * The command line tool for Node: our own sources in one folder, dependencies from node_modules, except those that a command
 * on a machine needs. CommonJS, which Node loads without its loader of ES modules.
 */
export default defineConfig({
  publicDir: false,
  plugins: [commonJs()],
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
      input: { keyferry: 'cli/keyferry.ts', readingThread: 'server/reading/readingThread.ts' },
      output: {
        format: 'cjs',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: commandFiles,
      },
    },
  },
});

/** Tells Node that these files are CommonJS, in a package of ES modules. */
function commonJs(): Plugin {
  return {
    name: 'keyferry:common-js',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
    },
  };
}
