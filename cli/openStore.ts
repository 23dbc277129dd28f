import { databaseUrlIn } from '../server/configuration.ts';
import { type DataFolder, isThere } from '../server/dataFolder.ts';
import { isUnavailable } from '../server/store/dialect/errors.ts';
import { openStore } from '../server/store/store.ts';
import type { Store } from '../server/store/tables.ts';
import { createWriter, type Writer } from '../server/store/writer.ts';
import { CommandError } from './errors.ts';
import { shown } from './files.ts';
import type { CommandEnvironment } from './framework/command.ts';

interface OpenedStore {
  readonly store: Store;
  readonly writer: Writer;
}

type StoreEnvironment = Pick<CommandEnvironment, 'variables' | 'storePatienceMs'>;

/**
 * Works on the store that the service uses, whether the service runs or not.
 *
 * @throws CommandError `store-missing`: a command creates no store, or a mistyped folder would get an empty one;
 *   `store-unavailable`; ConfigurationError when it cannot be opened; what the work throws
 */
export async function withStore<Result>(
  folder: DataFolder,
  { variables, storePatienceMs }: StoreEnvironment,
  work: (opened: OpenedStore) => Promise<Result>,
): Promise<Result> {
  const url = databaseUrlIn(variables);
  if (url === undefined && !isThere(folder.store)) {
    throw new CommandError('store-missing', { path: shown(folder.store) });
  }
  const store = await openStore(url ?? folder.store, storePatienceMs);
  try {
    return await work({
      store,
      writer: createWriter(store, storePatienceMs === undefined ? {} : { patienceMs: storePatienceMs }),
    });
  } catch (error) {
    throw isUnavailable(error) ? new CommandError('store-unavailable', {}) : error;
  } finally {
    await store.destroy();
  }
}

/** Creates the store where there is none: before the first serial number or license, no service may have run. */
export async function ensureStore(folder: DataFolder, { variables }: StoreEnvironment): Promise<void> {
  const url = databaseUrlIn(variables);
  if (url === undefined && !isThere(folder.store)) await (await openStore(folder.store)).destroy();
}
