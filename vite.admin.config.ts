import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { browserTarget } from './scripts/vite/browserTarget.ts';
import { chunkNames } from './scripts/vite/chunkNames.ts';
import { contentPolicy } from './scripts/vite/contentPolicy.ts';

/**
 * The page for the vendor's administrators. It shares sources with the wizard and not one built file, so that neither page
 * loads anything for the other; it is added to the pages after the wizard's service worker has listed them.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist/pages',
    emptyOutDir: false,
    assetsDir: 'admin',
    target: browserTarget,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: 'admin.html', output: { chunkFileNames: chunkNames('admin') } },
  },
  plugins: [preact(), contentPolicy('own-files', { decoder: false })],
});
