import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { bundledSoftware } from '../../scripts/vite/bundledSoftware.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The gallery: all components, and all screens. Not part of the product. `npm run gallery` serves it. */
export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  build: {
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8192,
    rolldownOptions: { input: [here('components.html'), here('screens.html')] },
  },
  worker: { format: 'iife' },
  plugins: [preact(), bundledSoftware()],
});
