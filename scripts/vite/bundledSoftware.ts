import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Packages of which some code is in the pages, the decoder's worker or the service worker. */
const packages = [
  '@noble/ed25519',
  '@noble/hashes',
  '@preact/signals',
  '@preact/signals-core',
  '@scure/base',
  'dijkstrajs',
  'fast-xml-parser',
  'fflate',
  'idb',
  'jsqr',
  'preact',
  'qrcode',
  'valibot',
  'workbox-core',
  'workbox-precaching',
  'workbox-routing',
  'workbox-window',
  'zxing-wasm',
] as const;

const root = new URL('../..', import.meta.url).pathname;
const moduleId = 'virtual:bundled-software';

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** Lists the packages in a page, with the texts of their licenses, as the module `virtual:bundled-software`. */
export function bundledSoftware(): Plugin {
  return {
    name: 'keyferry:bundled-software',
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : null),
    load(id) {
      if (id !== `\0${moduleId}`) return null;
      return `export const software = ${JSON.stringify(softwareInside())};\nexport const version = ${JSON.stringify(buildVersion())};`;
    },
  };
}

/** Fails a build whose pages contain a package that `bundledSoftware` does not list. */
export function onlyListedSoftware(): Plugin {
  return {
    name: 'keyferry:only-listed-software',
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const unlisted = [...new Set(ids.map(packageOf))].filter((name) => name !== null && !isListed(name));
      if (unlisted.length > 0) this.error(`scripts/vite/bundledSoftware.ts does not list ${unlisted.join(', ')}`);
    },
  };
}

/** @returns Keyferry, and every package that the pages contain */
export function softwareInside(): readonly BundledPackage[] {
  const own = describe('keyferry', root);
  const others = packages.map((name) => describe(name, join(root, 'node_modules', name)));
  // The decoder's WebAssembly is compiled from it; no package of its own.
  const apache = others.find(({ license }) => license === 'Apache-2.0')?.text ?? '';
  const decoder = { name: 'zxing-cpp', version: '', license: 'Apache-2.0', text: apache };
  return [own, ...[...others, decoder].sort((one, other) => one.name.localeCompare(other.name))];
}

function describe(name: string, folder: string): BundledPackage {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as BundledPackage;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no license file`);
  return {
    name: name === 'keyferry' ? 'Keyferry' : name,
    version,
    license,
    text: readFileSync(join(folder, file), 'utf8').trim(),
  };
}

/** @returns the version, and an id that differs between builds of different sources */
function buildVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return `${version} (${hash.digest('hex').slice(0, 8)})`;
}

function isListed(name: string): boolean {
  return packages.some((listed) => listed === name);
}

/** @returns the package of a module; null for own sources and for what the build adds */
function packageOf(id: string): string | null {
  const [, path] = /.*\/node_modules\/(.+)$/.exec(id.replaceAll('\\', '/')) ?? [];
  if (path === undefined) return null;
  const [scopeOrName = '', name = ''] = path.split('/');
  return scopeOrName.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName;
}
