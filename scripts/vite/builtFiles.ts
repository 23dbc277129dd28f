import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** @returns a plugin that learns where the build writes, and a reader of the files that it has written there */
export function builtFiles(): { readonly plugin: Plugin; readonly read: (path: string) => Uint8Array } {
  let folder = '';
  return {
    plugin: {
      name: 'keyferry:built-files',
      apply: 'build',
      configResolved(config) {
        folder = resolve(config.root, config.build.outDir);
      },
    },
    read: (path) => new Uint8Array(readFileSync(resolve(folder, path))),
  };
}
