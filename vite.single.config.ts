import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { browserTarget } from './scripts/vite/browserTarget.ts';
import { bundledSoftware } from './scripts/vite/bundledSoftware.ts';
import { contentPolicy } from './scripts/vite/contentPolicy.ts';
import { deflatedDecoder } from './scripts/vite/deflatedDecoder.ts';
import { noOtherHosts } from './scripts/vite/noOtherHosts.ts';
import { pageHead } from './scripts/vite/pageHead.ts';
import { recovery } from './scripts/vite/recovery.ts';
import { selfContained } from './scripts/vite/selfContained.ts';

/** The whole wizard in one HTML file, for `file://`: no other files, no requests. */
export default defineConfig({
  mode: 'single-file',
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist/single',
    target: browserTarget,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: () => true,
    chunkSizeWarningLimit: 8192,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  worker: { format: 'iife', plugins: () => [noOtherHosts(), bundledSoftware()] },
  plugins: [
    pageHead('file'),
    recovery(),
    preact(),
    deflatedDecoder(),
    noOtherHosts(),
    bundledSoftware(),
    viteSingleFile({ useRecommendedBuildConfig: false, removeViteModuleLoader: true }),
    selfContained(),
    contentPolicy('inline-only'),
  ],
});
