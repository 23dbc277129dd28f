import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** A running server. */
export interface Host {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the demonstration of the activation service, which serves its pages with Brotli. */
export async function startDemonstration(folder: string): Promise<Host> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['dist/server/demo.js'], {
    env: { ...process.env, KEYFERRY_DATA: folder, KEYFERRY_PORT: String(port), KEYFERRY_PUBLIC_URL: address },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((done, failed) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes(address)) done();
    });
    child.once('exit', (code) => failed(new Error(`The service ended with ${code}.`)));
  });
  return {
    address,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Serves a folder, with Brotli at its highest level. */
export async function startStaticHost(folder: string): Promise<Host> {
  const files = new Map<string, Buffer>(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path)}`, brotliCompressSync(readFileSync(path))] as const),
  );
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url;
    const body = files.get(path);
    if (!body) return void response.writeHead(404).end();
    const type = mediaTypes[extname(path)] ?? 'application/octet-stream';
    response
      .writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'content-length': body.length })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
