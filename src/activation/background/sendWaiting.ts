import { createLicenseReader } from '../courier/licenseReader.ts';
import { createOrders } from '../courier/orders.ts';
import { createReceiptOutbox, isWaiting } from '../courier/receipts.ts';
import type { SendingEngine } from '../engine.ts';
import type { BackgroundPort } from '../ports/background.ts';
import { journalOfSeveral } from '../products/ports.ts';
import { type ProductList, type SendingProduct, vendorOf } from '../products/products.ts';
import { initialState, type State } from '../state.ts';

/** The parts of the service worker that sending takes. */
export interface BackgroundParts {
  readonly products: ProductList<SendingProduct>;
  readonly alone: BackgroundPort['alone'];
  readonly now: () => Date;
}

/** What happened while the page was closed. */
export interface SendingResult {
  /** How many orders got their license now. */
  readonly licensed: number;
  /** How many orders and receipts were refused now. */
  readonly refused: number;
  /** How many orders and receipts still wait. */
  readonly waiting: number;
}

/**
 * Sends the orders and return receipts that wait on this device, with the same records, transactions and checks as the
 * page. Only what waits on disk is sent, as it stands there: a form that is open in a page is not touched.
 *
 * @returns what happened; nothing is sent before the instant until which the service asked to wait
 * @throws Refusal `storage-…`, when an answer could not be stored: it comes again with the next attempt
 */
export async function sendWaiting(parts: BackgroundParts): Promise<SendingResult> {
  const engine = createBackgroundEngine(parts);
  const { ports, state, update } = engine;
  const { journal } = ports;
  const [carriedRequests, receipts] = await Promise.all([journal.listCarriedRequests(), journal.listReceipts()]);
  update({ carriedRequests, receipts });
  const before = countsIn(state.value);
  if (before.waiting > 0 && !(await isHeld(engine))) {
    const orders = createOrders(engine, createLicenseReader(engine.vendor), () => {});
    const outboxes = [orders, createReceiptOutbox(engine)];
    await Promise.all(outboxes.map((outbox) => outbox.sendPending()));
  }
  const after = countsIn(state.value);
  return {
    licensed: after.licensed - before.licensed,
    refused: after.refused - before.refused,
    waiting: after.waiting,
  };
}

/** @returns how many orders and receipts wait to be sent */
export function countWaiting({ carriedRequests, receipts }: Pick<State, 'carriedRequests' | 'receipts'>): number {
  return carriedRequests.filter(({ stage }) => stage === 'waiting').length + receipts.filter(isWaiting).length;
}

function countsIn(state: State) {
  const all = [...state.carriedRequests, ...state.receipts];
  return {
    licensed: state.carriedRequests.filter(({ stage }) => stage === 'licensed').length,
    refused: all.filter(({ refusal }) => refusal).length,
    waiting: countWaiting(state),
  };
}

async function isHeld({ ports }: SendingEngine): Promise<boolean> {
  const until = Date.parse((await ports.journal.readSetting('send-after')) ?? '');
  return until > ports.now().getTime();
}

/** Unlike the page's engine, it keeps nothing in memory that the disk refuses. */
function createBackgroundEngine({ products, alone, now }: BackgroundParts): SendingEngine {
  const [main] = products;
  const own = () => main;
  const journal = products.length > 1 ? journalOfSeveral(main.journal, products, own) : main.journal;
  const state = { value: initialState };
  const update = (change: Partial<State>) => {
    state.value = { ...state.value, ...change };
  };
  return {
    ports: {
      journal,
      now,
      // The browser repeats the whole attempt.
      later: () => () => {},
      background: { alone, sendLater: async () => false, showWaiting: () => {} },
    },
    vendor: vendorOf(products, own),
    state,
    update,
    sendLater: async () => {},
    async keepCarriedRequest(requestId, change) {
      const kept = await journal.writeCarriedRequest(requestId, change);
      const others = state.value.carriedRequests.filter((one) => one.requestId !== requestId);
      update({ carriedRequests: kept ? [...others, kept] : others });
    },
    async keepReceipt(id, change) {
      const kept = await journal.writeReceipt(id, change);
      const others = state.value.receipts.filter((one) => one.id !== id);
      update({ receipts: kept ? [...others, kept] : others });
    },
  };
}
