import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
    if (file === null || (!exists && !fallback)) return response.writeHead(404).end();
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
