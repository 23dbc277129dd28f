import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { commandFiles } from './scripts/vite/commandFiles.ts';

/**
 * The script of the single executable, with every dependency, in CommonJS because nothing else runs from a single executable
 * in Node 20. `keyferry pack` puts it into a copy of Node, whose loader (`cli/pack/executableLoader.cjs`) compiles only the
 * files that a command needs.
 */
export default defineConfig({
  publicDir: false,
  plugins: [loader()],
  ssr: { noExternal: true },
  build: {
    outDir: 'dist/executable',
    emptyOutDir: true,
    ssr: true,
    target: 'node20.19',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { keyferry: 'cli/executable.ts' },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: '[name]-[hash].cjs',
        codeSplitting: commandFiles,
      },
    },
  },
});

function loader(): Plugin {
  return {
    name: 'keyferry:executable-loader',
    generateBundle() {
      const source = readFileSync('cli/pack/executableLoader.cjs', 'utf8');
      this.emitFile({ type: 'asset', fileName: 'loader.cjs', source });
    },
  };
}
