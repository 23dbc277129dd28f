import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilTestEnds } from '../lifetime.ts';

/** Whether this account can mount disks; where it cannot, journeys that need one are reported as skipped. */
export const canMount = process.getuid?.() === 0;

/** Mounts a small disk until the test ends. @param folder mount point; created here */
export function mountDisk(folder: string, options: string): void {
  mkdirSync(folder);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (status !== 0) throw new Error('the disk could not be mounted');
  untilTestEnds(() => spawnSync('umount', [folder]));
}

export function remount(folder: string, options: string): void {
  const { status } = spawnSync('mount', ['-o', `remount,${options}`, folder]);
  if (status !== 0) throw new Error('the disk could not be remounted');
}

/** @returns path of a file that fills the remaining space */
export function fillDisk(folder: string): string {
  const { bsize, bavail } = statfsSync(folder);
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(bsize * bavail));
  return ballast;
}
