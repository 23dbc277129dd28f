import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { untilWorkerEnds } from '../journeys/harness/lifetime.ts';
import { temporaryFolder } from '../journeys/harness/temporary.ts';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

let shared: Promise<string> | null = null;

/** The gallery, built and served once for all tests of a worker. @returns its address */
export function sharedGallery(): Promise<string> {
  shared ??= serveGallery();
  return shared;
}

async function serveGallery(): Promise<string> {
  const folder = temporaryFolder('gallery', untilWorkerEnds);
  await build({ configFile, logLevel: 'error', build: { outDir: folder } });
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, new URL(url, 'http://localhost').pathname);
    try {
      const bytes = readFileSync(path);
      response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  untilWorkerEnds(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}
