import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { maxDeliveryBytes, openDelivery } from '../../installed/delivery.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Delivery } from '../../src/verify/delivery.ts';
import type { Streams } from '../command.ts';
import { CommandError } from '../errors.ts';
import { explained, shown } from '../files.ts';
import { readInput } from '../vendor/readInput.ts';

/**
 * Reads a file that may hold documents, or standard input for `-`.
 *
 * @returns its exact bytes, untrusted
 * @throws CommandError as `readInput`; Refusal `file-too-large`
 */
export async function readDelivery(path: string, streams: Pick<Streams, 'stdin'>): Promise<Uint8Array> {
  const file = await readInput(path, maxDeliveryBytes, streams);
  if (file.length > maxDeliveryBytes) throw new Refusal('file-too-large', { limit: maxDeliveryBytes });
  return file;
}

/**
 * Collects the documents of files and folders; damages of the way are undone.
 *
 * @param paths of files, `-` for standard input, or folders, in which other files are skipped and subfolders are not read
 * @throws CommandError as `readInput`, `folder-without-licenses`; Refusal `file-too-large`, and as `openDelivery`, for a
 *   file that is named
 */
export async function readDeliveries(paths: readonly string[], streams: Pick<Streams, 'stdin'>): Promise<Delivery> {
  const deliveries: Delivery[] = [];
  for (const path of paths) {
    if (isFolder(path)) deliveries.push(await readFolder(path, streams));
    else deliveries.push(openDelivery(await readDelivery(path, streams)));
  }
  return joined(deliveries);
}

function isFolder(path: string): boolean {
  return path !== '-' && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

async function readFolder(folder: string, streams: Pick<Streams, 'stdin'>): Promise<Delivery> {
  const names = explained(folder, 'file-unreadable', () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  const deliveries: Delivery[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) continue;
    try {
      deliveries.push(openDelivery(await readDelivery(path, streams)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  if (deliveries.length === 0) throw new CommandError('folder-without-licenses', { path: shown(folder) });
  return joined(deliveries);
}

function joined(deliveries: readonly Delivery[]): Delivery {
  return {
    keysets: deliveries.flatMap(({ keysets }) => keysets),
    licenses: deliveries.flatMap(({ licenses }) => licenses),
  };
}
