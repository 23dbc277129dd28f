import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../../scripts/postgres.mjs';

/** A temporary PostgreSQL server. */
export interface PostgresServer {
  /** `postgres://…` without a database's name. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a server over an empty data folder.
 *
 * @param settings `NAME=VALUE`, in addition to those of a new server
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('There is no PostgreSQL server; npm test installs one on Debian.');
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-postgres-'));
  const account = unprivileged();
  if (account !== null) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'keyferry', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...account, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const child = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      data,
      '-k',
      folder,
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      ...['max_connections=60', ...settings].flatMap((one) => ['-c', one]),
    ],
    { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(child);
  return {
    url: `postgres://keyferry@127.0.0.1:${port}`,
    async stop() {
      const closed = once(child, 'close');
      // Fast shutdown: does not wait for open connections.
      child.kill('SIGINT');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (option: string) => Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return uid > 0 ? { uid, gid } : { uid: 65534, gid: 65534 };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port');
  return address.port;
}

async function untilReady(child: ChildProcess): Promise<void> {
  let log = '';
  while (!log.includes('ready to accept connections')) {
    const event = await Promise.race([once(child.stderr ?? child, 'data'), once(child, 'close')]);
    if (!Buffer.isBuffer(event[0])) throw new Error(`postgres: ${log}`);
    log += event[0].toString('utf8');
  }
  // Later output is discarded, so that it does not fill the pipe.
  child.stderr?.resume();
}
