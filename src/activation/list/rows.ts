import { licenseIdOf } from '../courier/earlierRecords.ts';
import { type RequestState, stateOf } from '../courier/requestState.ts';
import type { CarriedReceipt, CarriedRequest } from '../records.ts';
import { createSearch } from './search.ts';
import type { ListView } from './view.ts';

/** A line of the list: a request, a machine's return receipt, or both when the receipt is for the request's license. */
export interface ListRow {
  /** The request's id; the receipt's where there is no request. */
  readonly id: string;
  readonly product: string;
  readonly machine: string;
  /** Empty when it has none. */
  readonly name: string;
  readonly state: RequestState;
  /** Instant, ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly request: CarriedRequest | null;
  readonly receipt: CarriedReceipt | null;
}

type CarriedLists = {
  readonly carriedRequests: readonly CarriedRequest[];
  readonly receipts: readonly CarriedReceipt[];
};

/** @returns a row for each request and for each receipt of a license that this device does not have; newest first */
export function rowsOf({ carriedRequests, receipts }: CarriedLists): readonly ListRow[] {
  const receiptOf = new Map(receipts.map((receipt) => [receipt.licenseId, receipt]));
  const names = new Map<string, string>();
  const rows = carriedRequests.map((request): ListRow => {
    const { requestId: id, product, machine, name, receivedAt } = request;
    const licenseId = receipts.length > 0 ? licenseIdOf(request) : null;
    const receipt = (licenseId !== null && receiptOf.get(licenseId)) || null;
    if (receipt) receiptOf.delete(receipt.licenseId);
    if (name !== '') names.set(machine, name);
    const state = receipt ? stateOfReceipt(receipt) : stateOf(request);
    return { id, product, machine, name, state, receivedAt: receipt?.receivedAt ?? receivedAt, request, receipt };
  });
  const matched = new Set(rows.flatMap(({ receipt }) => receipt ?? []));
  const others = receipts
    .filter((receipt) => !matched.has(receipt))
    .map((receipt): ListRow => {
      const { id, product, machine, receivedAt } = receipt;
      const name = names.get(machine) ?? '';
      return { id, product, machine, name, state: stateOfReceipt(receipt), receivedAt, request: null, receipt };
    });
  return [...rows, ...others].reverse().sort((a, b) => compare(b.receivedAt, a.receivedAt));
}

function stateOfReceipt({ answer, refusal }: CarriedReceipt): RequestState {
  if (answer) return 'returned';
  return refusal ? 'refused' : 'waiting';
}

/** What needs a person comes first, what is done comes last. */
const byUrgency: readonly RequestState[] = ['asks', 'refused', 'new', 'waiting', 'licensed', 'delivered', 'returned'];

/** The rows that a view shows, and what its filters would show. */
export interface ShownRows {
  readonly rows: readonly ListRow[];
  /** How many of the search's rows are in each state; states without rows are left out. */
  readonly counts: ReadonlyMap<RequestState, number>;
  /** How many rows the search has in all states. */
  readonly found: number;
}

/** @param language tag of the language by which names are sorted */
export function shownRows(rows: readonly ListRow[], view: ListView, language: string): ShownRows {
  const isFound = createSearch(view.query);
  const found = rows.filter((row) => isFound(row) && (view.product === null || row.product === view.product));
  const counts = new Map<RequestState, number>();
  for (const { state } of found) counts.set(state, (counts.get(state) ?? 0) + 1);
  const shown = view.state === null ? found : found.filter(({ state }) => state === view.state);
  return { rows: sorted(shown, view.sort, language), counts, found: found.length };
}

function sorted(rows: readonly ListRow[], sort: ListView['sort'], language: string): readonly ListRow[] {
  if (sort === 'newest') return rows;
  if (sort === 'state') {
    return [...rows].sort((a, b) => byUrgency.indexOf(a.state) - byUrgency.indexOf(b.state));
  }
  const { compare: compareNames } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  // Those without a name come after those with one, by their ID.
  return [...rows].sort(
    (a, b) =>
      Number(a.name === '') - Number(b.name === '') || compareNames(a.name, b.name) || compare(a.machine, b.machine),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** @returns how many computers the rows are about: a computer may have sent several requests */
export function computersIn(rows: readonly ListRow[]): number {
  return new Set(rows.map(({ machine, id }) => machine || id)).size;
}

/** What can be done with the rows that are ticked: ids of the requests for each. */
export interface Actionable {
  /** By product, because an order is for one; the products in the order of the rows. */
  readonly orders: ReadonlyMap<string, readonly string[]>;
  readonly waiting: readonly string[];
  /** Those that are files. */
  readonly licenses: ReadonlyMap<string, readonly string[]>;
  readonly undelivered: readonly string[];
  readonly delivered: readonly string[];
}

export function actionable(rows: readonly ListRow[]): Actionable {
  const of = (...states: readonly RequestState[]) =>
    rows.flatMap(({ state, request }) => (request && states.includes(state) ? [request] : []));
  const ids = (requests: readonly CarriedRequest[]) => requests.map(({ requestId }) => requestId);
  return {
    orders: byProduct(of('new', 'refused').filter(({ stage }) => stage === 'open')),
    waiting: ids(of('waiting').filter(({ stage }) => stage === 'waiting')),
    licenses: byProduct(of('licensed', 'delivered').filter(({ license }) => license)),
    undelivered: ids(of('licensed')),
    delivered: ids(of('delivered')),
  };
}

function byProduct(requests: readonly CarriedRequest[]): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, readonly string[]>();
  for (const { product, requestId } of requests) grouped.set(product, [...(grouped.get(product) ?? []), requestId]);
  return grouped;
}
