import { existsSync } from 'node:fs';
import { databaseUrlIn } from '../server/configuration.ts';
import type { DataFolder } from '../server/dataFolder.ts';
import { openStore } from '../server/store/store.ts';
import type { Store } from '../server/store/tables.ts';
import { createWriter, type Writer } from '../server/store/writer.ts';
import { CommandError } from './errors.ts';
import { shown } from './files.ts';

export interface OpenStore {
  readonly store: Store;
  readonly writer: Writer;
}

/**
 * Does something with the store that the service uses, beside the service or without it.
 *
 * @param environment such as `process.env`
 * @throws Trouble `store-missing`: a command never makes one, or a mistyped folder would get an empty store; StartFault
 *   when it cannot be opened; whatever the work throws
 */
export async function withStore<Result>(
  folder: DataFolder,
  environment: Readonly<Record<string, string | undefined>>,
  work: (open: OpenStore) => Promise<Result>,
): Promise<Result> {
  const url = databaseUrlIn(environment);
  if (url === undefined && !existsSync(folder.store))
    throw new CommandError('store-missing', { path: shown(folder.store) });
  const store = await openStore(url ?? folder.store);
  try {
    return await work({ store, writer: createWriter(store) });
  } finally {
    await store.destroy();
  }
}
