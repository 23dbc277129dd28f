import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { untilTestEnds } from '../lifetime.ts';
import { temporaryFolder } from '../temporary.ts';

const tool = resolve('dist/cli/keyferry.js');

/**
 * Packs pages with the command line tool, like a vendor.
 *
 * @param dataFolder the vendor's
 * @param change to the vendor's profile
 * @returns the folder with the pages
 */
export function packFor(dataFolder: string, change: Readonly<Record<string, unknown>> = {}): string {
  const place = temporaryFolder('packed');
  const profile = join(place, 'vendor.json');
  const vendor = JSON.parse(readFileSync(join(dataFolder, 'products/orrery/vendor.json'), 'utf8'));
  writeFileSync(profile, JSON.stringify({ ...vendor, ...change }));
  const folder = join(place, 'out');
  execFileSync(process.execPath, [tool, 'pack', '--profile', profile, '-o', folder], { stdio: 'pipe' });
  return folder;
}

/** A static web host without any Keyferry code. */
export interface StaticHost {
  /** `http://localhost:PORT/place/`: a secure context, as https is, and not the root of its host. */
  readonly address: string;
  /** Serves another folder from now on; null serves nothing. */
  show(folder: string | null): void;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @param port from `freePort`; the host ends with the test
 * @param options `fallback`: it answers its start page, with status 200, for each file that it does not have
 */
export async function openStaticHost(
  port: number,
  { fallback = false }: { readonly fallback?: boolean } = {},
): Promise<StaticHost> {
  let shown: string | null = null;
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
      .replace(/^\/place\//, '')
      .replace(/^$/, 'index.html');
    const asked = shown === null ? null : join(shown, path);
    const exists = asked !== null && existsSync(asked) && statSync(asked).isFile();
    const file = exists || shown === null || !fallback ? asked : join(shown, 'index.html');
    // A worker may still ask when the test has removed the release.
    if (file === null || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    return response
      .writeHead(200, { 'content-type': mediaTypes[extname(file)] ?? 'text/plain' })
      .end(readFileSync(file));
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  untilTestEnds(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `http://localhost:${port}/place/`,
    show(folder) {
      shown = folder;
    },
  };
}

/** Gives packed pages a file that the release before did not have, as a new build does. @returns the folder */
export function withNewStyles(folder: string): string {
  const assets = join(folder, 'assets');
  const was = readdirSync(assets).find((name) => name.endsWith('.css')) ?? '';
  const name = 'index-NewStyle.css';
  const styles = readFileSync(join(assets, was));
  const newStyles = Buffer.concat([styles, Buffer.from('\n/* next release */\n')]);
  rmSync(join(assets, was));
  writeFileSync(join(assets, name), newStyles);
  const page = readFileSync(join(folder, 'index.html'));
  const newPage = Buffer.from(page.toString().replace(was, name));
  writeFileSync(join(folder, 'index.html'), newPage);
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8')
    .replace(was, name)
    .replace(integrityOf(styles), integrityOf(newStyles))
    .replace(integrityOf(page), integrityOf(newPage));
  writeFileSync(join(folder, 'sw.js'), worker);
  return folder;
}

const integrityOf = (bytes: Uint8Array) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
