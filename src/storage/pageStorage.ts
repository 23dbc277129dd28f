import type { StoragePort, StorageSpace, StorageView } from '../activation/ports/storage.ts';
import { createEvictionGuard } from './eviction.ts';
import { isPrivateWindow } from './privateWindow.ts';
import { createProductStorage, type ProductStorage, type StorageParts } from './productStorage.ts';
import { wipe } from './wipe.ts';

export interface PageStorage {
  readonly port: StoragePort;
  /** @param productId one of those that the page serves */
  of(productId: string): Pick<ProductStorage, 'journal' | 'installation'>;
}

/**
 * Opens the storage of all products that a page serves. It always opens: where the browser stores nothing, calls of the
 * journals are refused until the person decides.
 *
 * @param productIds the main product first
 * @param blocked called while another tab keeps an older version open; opening continues when it has closed it
 */
export async function openPageStorage(
  productIds: readonly string[],
  parts: Omit<StorageParts, 'recordsWritten' | 'changed' | 'blocked'>,
  blocked: () => void,
): Promise<PageStorage> {
  const listeners = new Set<(view: StorageView) => void>();
  const guard = createEvictionGuard(changed);
  const all = { ...parts, recordsWritten: guard.ask, changed, blocked };
  const stores = productIds.map((id) => [id, createProductStorage(id, all)] as const);
  const products = stores.map(([, store]) => store);
  let isPrivate = false;

  /** The state of the product with the worst one. */
  function view(): StorageView {
    const refused = products.find(({ mode }) => mode === 'refused');
    const gone = products.flatMap(({ deleted }) => (deleted ? [deleted] : []));
    return {
      mode: (refused ?? products.find(({ mode }) => mode === 'memory'))?.mode ?? 'disk',
      refusal: refused?.refusal ?? null,
      deleted:
        gone.length === 0
          ? null
          : {
              machine: gone.some(({ machine }) => machine),
              carried: gone.reduce((sum, { carried }) => sum + carried, 0),
            },
      isPrivate,
      isPersistent: guard.isPersistent,
    };
  }

  function changed(): void {
    for (const listener of listeners) listener(view());
  }

  await Promise.all(products.map((product) => product.open()));
  void isPrivateWindow().then((answer) => {
    isPrivate = answer;
    if (answer) changed();
  });
  globalThis.addEventListener?.('appinstalled', guard.askAgain);

  return {
    of(productId) {
      const found = stores.find(([id]) => id === productId);
      if (!found) throw new Error(`the page has no storage for ${productId}`);
      return found[1];
    },
    port: {
      get view() {
        return view();
      },
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async retry() {
        await Promise.all(products.map((product) => product.mode === 'refused' && product.open()));
        const { refusal } = view();
        if (refusal) throw refusal;
        await Promise.all(products.map((product) => product.writePending()));
      },
      useMemory() {
        for (const product of products) product.useMemory();
      },
      acknowledgeDeletion() {
        for (const product of products) product.acknowledgeDeletion();
      },
      readSpace,
      async wipe() {
        for (const product of products) product.close();
        await wipe(productIds);
      },
    },
  };
}

async function readSpace(): Promise<StorageSpace> {
  const { usage = null, quota = null } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return { usage, quota };
}
