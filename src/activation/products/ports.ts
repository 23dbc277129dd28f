import type { JournalPort, Ports } from '../ports.ts';
import type { CarriedReceipt, CarriedRequest, Removed } from '../records.ts';
import type { ServedProduct, ServedProducts } from './products.ts';

/**
 * For a page that serves several products.
 *
 * @param own returns the product that this device is activated for, or the main product
 * @returns the ports, with service, installation and machine record of that product, and the lists of all products
 */
export function portsOfSeveral(ports: Ports, products: ServedProducts, own: () => ServedProduct): Ports {
  return {
    ...ports,
    journal: journalOfSeveral(ports.journal, products, own),
    get service() {
      return own().service;
    },
    get installation() {
      return own().installation;
    },
  };
}

/**
 * Each product has a database of its own, so that it finds its records whichever page served it: alone, or among others.
 *
 * @param home of the main product: it also stores what belongs to no product
 */
export function journalOfSeveral(
  home: JournalPort,
  products: readonly StoredProduct[],
  own: () => StoredProduct,
): JournalPort {
  const journals = products.map(({ journal }) => journal);
  const requests = createList<CarriedRequest>(products, home, {
    idOf: ({ requestId }) => requestId,
    list: (journal) => journal.listCarriedRequests(),
    write: (journal, id, change) => journal.writeCarriedRequest(id, change),
  });
  const receipts = createList<CarriedReceipt>(products, home, {
    idOf: ({ id }) => id,
    list: (journal) => journal.listReceipts(),
    write: (journal, id, change) => journal.writeReceipt(id, change),
  });
  return {
    ...home,
    readMachine: () => own().journal.readMachine(),
    writeMachine: (change) => own().journal.writeMachine(change),
    listCarriedRequests: requests.list,
    writeCarriedRequest: requests.write,
    async changeCarriedRequests(requestIds, change) {
      const parts = requests.byJournal(requestIds).map(([journal, ids]) => journal.changeCarriedRequests(ids, change));
      return (await Promise.all(parts)).flat();
    },
    listReceipts: receipts.list,
    writeReceipt: receipts.write,
    readRemoved: async () => joinRemoved(await Promise.all(journals.map((journal) => journal.readRemoved()))),
    async removeRecords(requestIds, receiptIds, at) {
      const ids = new Map(requests.byJournal(requestIds));
      const idsOfReceipts = new Map(receipts.byJournal(receiptIds));
      return joinRemoved(
        await Promise.all(
          journals.map((one) => one.removeRecords(ids.get(one) ?? [], idsOfReceipts.get(one) ?? [], at)),
        ),
      );
    },
    async restoreRemoved() {
      await Promise.all(journals.map((journal) => journal.restoreRemoved()));
    },
    onOutsideChange(listener) {
      const ends = journals.map((journal) => journal.onOutsideChange(listener));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** What finding the records of a product takes. */
type StoredProduct = Pick<ServedProduct, 'profile' | 'journal'>;
/** One removal may have taken records of several products. */
function joinRemoved(parts: readonly (Removed | null)[]): Removed | null {
  const removed = parts.flatMap((part) => part ?? []);
  const [newest] = removed.map(({ at }) => at).sort((a, b) => b.localeCompare(a));
  if (newest === undefined) return null;
  return {
    at: newest,
    carriedRequests: removed.flatMap(({ carriedRequests }) => carriedRequests),
    receipts: removed.flatMap(({ receipts }) => receipts),
  };
}

interface ProductRecord {
  readonly product: string;
  readonly receivedAt: string;
}

type RecordChange<T> = (current: T | null) => T | null;

interface ListAccess<T> {
  idOf(record: T): string;
  list(journal: JournalPort): Promise<readonly T[]>;
  write(journal: JournalPort, id: string, change: RecordChange<T>): Promise<T | null>;
}

/** One list over the databases of all products; each record stays in the database of its product. */
function createList<T extends ProductRecord>(
  products: readonly StoredProduct[],
  home: JournalPort,
  access: ListAccess<T>,
) {
  /** The product of each record, by the record's id. */
  const productsById = new Map<string, string>();
  const journalOf = (productId: string | undefined) =>
    products.find(({ profile }) => profile.product.id === productId)?.journal ?? home;

  return {
    async list(): Promise<readonly T[]> {
      const records = (await Promise.all(products.map(({ journal }) => access.list(journal)))).flat();
      for (const record of records) productsById.set(access.idOf(record), record.product);
      return records.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
    },

    /** @returns the ids of each product's journal */
    byJournal(ids: readonly string[]): readonly (readonly [JournalPort, readonly string[]])[] {
      return products
        .map(({ journal }) => [journal, ids.filter((id) => journalOf(productsById.get(id)) === journal)] as const)
        .filter(([, own]) => own.length > 0);
    },

    write(id: string, change: RecordChange<T>): Promise<T | null> {
      const product = productsById.get(id) ?? change(null)?.product;
      if (product !== undefined) productsById.set(id, product);
      return access.write(journalOf(product), id, change);
    },
  };
}
