import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Copies the one-file page, built just before, next to the installable pages as `keyferry.html`. */
export function offlineCopy(): Plugin {
  let outDir = '';
  return {
    name: 'keyferry:offline-copy',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    // Runs after the policy of the other page has been written: this one already has its own.
    generateBundle: {
      order: 'post',
      handler() {
        const source = readFileSync(resolve(outDir, '../single/index.html'));
        this.emitFile({ type: 'asset', fileName: 'keyferry.html', source });
      },
    },
  };
}
