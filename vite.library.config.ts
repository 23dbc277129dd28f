import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const entries = {
  index: 'library/index.ts',
  verify: 'library/verify.ts',
  machine: 'library/machine.ts',
  browser: 'library/browser.ts',
};

/**
 * The library that a licensed program embeds, as ES modules and CommonJS. The output is a package of its own, with all
 * dependencies inside.
 */
export default defineConfig({
  publicDir: false,
  plugins: [packageFiles()],
  build: {
    outDir: 'dist/library',
    emptyOutDir: true,
    target: 'es2022',
    // Readable, so that you can review what you embed.
    minify: false,
    reportCompressedSize: false,
    license: { fileName: 'third-party-licenses.md' },
    lib: { entry: entries, formats: ['es', 'cjs'] },
    // Minified, as both module kinds are in it. Vite itself keeps the white space of ES modules.
    rolldownOptions: { external: [/^node:/], output: { minify: true } },
  },
});

/** Adds manifest, README and license. Version, license and engines are those of the whole project. */
function packageFiles(): Plugin {
  const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return {
    name: 'keyferry-library-package',
    generateBundle() {
      const { version, license, engines } = json('package.json');
      const manifest = { ...json('library/package.json'), version, license, engines };
      this.emitFile({ type: 'asset', fileName: 'package.json', source: `${JSON.stringify(manifest, null, 2)}\n` });
      for (const [fileName, path] of [
        ['README.md', 'library/README.md'],
        ['LICENSE', 'LICENSE'],
      ] as const) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path, 'utf8') });
      }
    },
  };
}
