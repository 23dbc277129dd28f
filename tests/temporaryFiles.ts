import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** Bytes that a run's browsers, databases and data folders need at most. */
const needed = 2 * 1024 ** 3;

/**
 * Puts the temporary files of a run in memory where the system offers enough of it: databases and browsers wait for each
 * write to reach the disk, and no test outlives the computer.
 */
export function keepTemporaryFilesInMemory(): void {
  if (!existsSync(memory)) return;
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < needed) return;
  // Reused by later runs, so it stays on the disk.
  process.env.GOCACHE ??= join(tmpdir(), 'keyferry-go-cache');
  const folder = mkdtempSync(join(memory, 'keyferry-tests-'));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
