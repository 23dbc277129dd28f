import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/** Compiles `src/recovery.ts` into one classic script for old browsers, and puts it inline into the page's head. */
export function recovery(): Plugin {
  let script: Promise<string> | null = null;
  return {
    name: 'keyferry:recovery',
    transformIndexHtml: {
      order: 'post',
      async handler() {
        script ??= compile();
        return [{ tag: 'script', children: await script, injectTo: 'head' }];
      },
    },
  };
}

async function compile(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: ['es2018', 'safari12'],
      lib: { entry: resolve('src/recovery.ts'), formats: ['iife'], name: 'recovery' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const chunk = result && 'output' in result ? result.output[0] : null;
  if (chunk?.type !== 'chunk') throw new Error('the recovery script could not be compiled');
  return chunk.code.trim();
}
