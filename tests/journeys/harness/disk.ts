import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilTestEnds } from './lifetime.ts';

/** Whether this account can mount disks of its own; a journey that needs one is skipped, visibly, where it cannot. */
export const canMount = process.getuid?.() === 0;

/** Mounts a small disk, which is gone with the test. @param folder where; made here */
export function mountDisk(folder: string, options: string): void {
  mkdirSync(folder);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (status !== 0) throw new Error('a disk of its own could not be mounted');
  untilTestEnds(() => spawnSync('umount', [folder]));
}

export function remount(folder: string, options: string): void {
  const { status } = spawnSync('mount', ['-o', `remount,${options}`, folder]);
  if (status !== 0) throw new Error('the disk could not be mounted anew');
}

/** @returns path of a file that takes all the room that is left */
export function fillDisk(folder: string): string {
  const { bsize, bavail } = statfsSync(folder);
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(bsize * bavail));
  return ballast;
}
