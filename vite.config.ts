import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { browserTarget } from './scripts/vite/browserTarget.ts';
import { builtFiles } from './scripts/vite/builtFiles.ts';
import { bundledSoftware, onlyListedSoftware } from './scripts/vite/bundledSoftware.ts';
import { chunkNames } from './scripts/vite/chunkNames.ts';
import { contentPolicy } from './scripts/vite/contentPolicy.ts';
import { noOtherHosts } from './scripts/vite/noOtherHosts.ts';
import { offlineCopy } from './scripts/vite/offlineCopy.ts';
import { pageHead } from './scripts/vite/pageHead.ts';
import { recovery } from './scripts/vite/recovery.ts';
import { webManifest } from './scripts/vite/webManifest.ts';
import { completePrecacheList } from './src/vendor/pack.ts';

const built = builtFiles();

/** The installable pages. The one-file page is built first and added as `keyferry.html`. */
export default defineConfig({
  // Relative, so that a vendor can serve the pages from any folder.
  base: './',
  build: {
    outDir: 'dist/pages',
    emptyOutDir: true,
    target: browserTarget,
    // A screen's files are asked for at once, not one after the other as each names the next.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2048,
    rolldownOptions: {
      output: {
        chunkFileNames: chunkNames('assets'),
        // One file compresses better than many, and needs one request.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  worker: { format: 'iife', plugins: () => [noOtherHosts(), onlyListedSoftware()] },
  plugins: [
    pageHead('pages'),
    recovery(),
    preact(),
    noOtherHosts(),
    bundledSoftware(),
    onlyListedSoftware(),
    webManifest(),
    contentPolicy('own-files'),
    offlineCopy(),
    built.plugin,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      includeManifestIcons: false,
      integration: {
        configureCustomSWViteBuild(options) {
          options.logLevel = 'warn';
          options.build = { ...options.build, reportCompressedSize: false };
        },
      },
      injectManifest: {
        // A classic script: Firefox has supported module service workers only recently.
        rollupFormat: 'iife',
        target: browserTarget,
        globPatterns: ['**/*.{html,js,css,wasm,svg,png,webmanifest}'],
        // Only used when the command line tool serves the page, which has no service worker.
        globIgnores: ['assets/tool*.js', 'screenshots/**'],
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        manifestTransforms: [
          async (entries) => ({ manifest: completePrecacheList(entries, built.read), warnings: [] }),
        ],
      },
    }),
  ],
});
