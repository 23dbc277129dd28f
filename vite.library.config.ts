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
  plugins: [nodeOnce(), packageFiles()],
  build: {
    outDir: 'dist/library',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    reportCompressedSize: false,
    license: { fileName: 'third-party-licenses.md' },
    lib: { entry: entries, formats: ['es', 'cjs'] },
    // Minified, because it holds two kinds of modules. Vite's own `minify` keeps the white space of ES modules.
    rolldownOptions: { external: [/^node:/], output: { minify: true } },
  },
});

/** Entries that run in Node alone. */
const nodeEntries = ['index', 'machine'] as const satisfies readonly (keyof typeof entries)[];

/** Lets the ES modules of Node's entries export the CommonJS ones, so that the package holds their code once. */
function nodeOnce(): Plugin {
  return {
    name: 'keyferry-library-node-once',
    generateBundle({ format }, bundle) {
      if (format !== 'es') return;
      const kept = new Set(Object.keys(entries).map((name) => `${name}.js`));
      for (const name of nodeEntries) {
        const chunk = bundle[`${name}.js`];
        if (chunk?.type !== 'chunk') throw new Error(`the library has no entry ${name}`);
        chunk.code = `export { ${chunk.exports.join(', ')} } from './${name}.cjs';\n`;
        chunk.imports = [];
      }
      for (const file of kept) {
        const chunk = bundle[file];
        if (chunk?.type === 'chunk') for (const imported of chunk.imports) kept.add(imported);
      }
      for (const [file, { type }] of Object.entries(bundle))
        if (type === 'chunk' && !kept.has(file)) delete bundle[file];
    },
  };
}

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
