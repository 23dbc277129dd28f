import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { ConfigurationError } from '../../../server/configurationError.ts';
import { openingError } from '../../../server/store/dialect/openingError.ts';
import { openStore } from '../../../server/store/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-opening-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function errorOf(address: string): Promise<string> {
  const error: unknown = await openStore(address, 100).then(
    (store) => store.destroy(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return error instanceof Error ? error.message : '';
}

test('the error for a file of another format names it and what to do', async () => {
  const file = join(folder, 'store.sqlite');
  writeFileSync(file, 'These are notes, and far from being a database. '.repeat(100));
  expect(await errorOf(file)).toContain(`${file} is damaged`);
});

test('the error for a damaged store names it and what to do', async () => {
  const file = join(folder, 'store.sqlite');
  await (await openStore(file)).destroy();
  const header = new Uint8Array(100);
  writeFileSync(file, header, { flag: 'r+' });
  expect(await errorOf(file)).toContain(`${file} is damaged`);
});

test('the error for a folder names it and the reason', async () => {
  const file = join(folder, 'store.sqlite');
  mkdirSync(file);
  expect(await errorOf(file)).toContain(`${file} cannot be written (EISDIR). It is a folder.`);
});

/** A server that answers the first bytes with its own. */
async function otherServer(answer: string): Promise<{ readonly host: string; close(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { host: `127.0.0.1:${(server.address() as { port: number }).port}`, close: () => void server.close() };
}

test.each([
  [
    'a missing server',
    () => 'postgres://keyferry:SECRET@127.0.0.1:1/none',
    'accepts no connections at its address (ECONNREFUSED)',
  ],
  [
    'a missing socket',
    () => 'postgres://keyferry:SECRET@/none?host=/nowhere',
    'accepts no connections at its address (ENOENT)',
  ],
  ['a missing database', () => `${inject('postgres')}/nothing_here`, 'does not exist (3D000)'],
  [
    'a missing role',
    () => `${inject('postgres').replace('keyferry@', 'nobody@')}/postgres`,
    'refuses this user (28000)',
  ],
  ['a server without TLS', () => `${inject('postgres')}/postgres?sslmode=verify-full`, 'offers no TLS.'],
  ['a missing certificate', () => `${inject('postgres')}/postgres?sslrootcert=/nowhere.pem`, '/nowhere.pem (ENOENT)'],
])('the error for %s names the cause and no password', async (_, address, reason) => {
  const message = await errorOf(address());
  expect(message).toContain('The database in DATABASE_URL ');
  expect(message).toContain(reason);
  expect(message).not.toContain('SECRET');
});

test.each([
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', '', 'does not speak PostgreSQL'],
  ['HTTP, with TLS', 'HTTP/1.1 400 Bad Request\r\n\r\n', '?sslmode=verify-full', 'refuses TLS'],
  ['nothing', '', '', 'does not speak PostgreSQL'],
])('the error for a server that speaks %s says so', async (_, answer, parameters, reason) => {
  const { host, close } = await otherServer(answer);
  expect(await errorOf(`postgres://keyferry:SECRET@${host}/none${parameters}`)).toContain(reason);
  close();
});

/** Errors that need a server of another kind. */
test.each([
  ['28P01', 'refuses the password (28P01). Correct'],
  ['42501', 'may not be changed by this user (42501). Make'],
  ['53300', 'has no connection left (53300). Raise'],
  ['53100', 'has no space or memory left (53100). Free'],
  ['57P03', 'is starting or stopping (57P03). Start'],
  ['ENOTFOUND', 'has an unknown host name (ENOTFOUND). Correct'],
  ['ETIMEDOUT', 'does not answer (ETIMEDOUT). Check'],
  ['ECONNRESET', 'ended the connection (ECONNRESET). Check'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'a certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). Name'],
  ['CERT_HAS_EXPIRED', 'a certificate that is not trusted (CERT_HAS_EXPIRED). Name'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'a certificate that is not trusted (ERR_TLS_CERT_ALTNAME_INVALID). Name'],
  ['EMFILE', 'cannot be opened (EMFILE). Allow'],
  ['57014', 'cannot be used (57014). Check'],
])('the error %s of a database is explained', (code, expected) => {
  const explained = openingError(null, Object.assign(new Error('SECRET'), { code }));
  expect(explained).toBeInstanceOf(ConfigurationError);
  expect((explained as Error).message).toContain(expected);
  expect((explained as Error).message).not.toContain('SECRET');
});

test.each([
  ['SQLITE_FULL', 'its disk is full. Free'],
  ['ENOSPC', 'its disk is full. Free'],
  ['SQLITE_READONLY_DIRECTORY', 'cannot be written (SQLITE_READONLY_DIRECTORY). Check'],
  ['EACCES', 'by this account (EACCES). Change'],
  ['SQLITE_IOERR_WRITE', 'cannot be read and written (SQLITE_IOERR_WRITE). Check'],
  ['SQLITE_BUSY', 'is locked by another program. Try'],
])('the error %s of a file is explained', (code, expected) => {
  const explained = openingError('store.sqlite', Object.assign(new Error('SECRET'), { code }));
  expect((explained as Error).message).toMatch(/^The store store\.sqlite [^\n]+$/);
  expect((explained as Error).message).toContain(expected);
});

test('a login that fails in the driver does not leave the connection open', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  // Asks for a password by SCRAM-SHA-256, which the address does not have.
  const mechanisms = Buffer.from('SCRAM-SHA-256\0\0');
  const head = Buffer.from([0x52, 0, 0, 0, 8 + mechanisms.length, 0, 0, 0, 10]);
  const server = createServer((socket) => {
    closed = once(socket, 'close');
    socket.once('data', () => socket.write(Buffer.concat([head, mechanisms])));
    socket.once('data', () => socket.once('data', () => socket.write(scramChallenge())));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await errorOf(`postgres://keyferry@127.0.0.1:${port}/none`)).toContain('asks for a password');
  await closed;
  server.close();
});

/** A first message of the server that fits no client; the driver looks at the password before. */
function scramChallenge(): Buffer {
  const text = Buffer.from('r=nonce,s=c2FsdA==,i=4096');
  return Buffer.concat([Buffer.from([0x52, 0, 0, 0, 8 + text.length, 0, 0, 0, 11]), text]);
}

test('an unexpected error stays unchanged', () => {
  const error = new TypeError('broken');
  expect(openingError('store.sqlite', error)).toBe(error);
});
