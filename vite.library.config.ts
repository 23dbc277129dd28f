import { defineConfig } from 'vite';

/** What a host application embeds: `verify` for Node, Electron and browsers, `machine` for Node; dependencies included. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/library',
    emptyOutDir: true,
    target: 'es2022',
    // To be read and reviewed by whoever embeds it.
    minify: false,
    reportCompressedSize: false,
    lib: { entry: { verify: 'library/verify.ts', machine: 'library/machine.ts' }, formats: ['es'] },
    rolldownOptions: { external: [/^node:/] },
  },
});
