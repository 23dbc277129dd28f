import type { Computer } from '../../contract/calls/computers.ts';
import { Refusal } from '../../refusal.ts';
import { takeLicense } from '../courier/fetched.ts';
import type { Engine } from '../engine.ts';
import type { OwnActions } from '../parts.ts';
import type { ListedComputers } from '../records.ts';
import { computersForm } from './form.ts';

/** What a customer does alone with a serial number: see its computers, get a license again, remove a computer. */
export function computerActions(engine: Engine, { courier }: OwnActions) {
  const { vendor, state, update, show, guarded } = engine;
  const form = computersForm(engine);

  /** Ignores a second click while the first is in progress. */
  const once = (work: () => Promise<void>): Promise<void> => (state.value.busy ? Promise.resolve() : guarded(work));

  return {
    ...form,

    /** Lists the computers, if the serial number is well-formed. */
    list: (): Promise<void> =>
      once(async () => {
        const read = form.check();
        if (read.status === 'empty') throw new Refusal('serial-required');
        if (read.status !== 'valid') throw new Refusal('serial-malformed');
        await list(engine, form.productId(), read.canonical);
        show({ at: 'computer-list' });
      }),

    /** Lists them again, or adds the next page. */
    reload: (): Promise<void> =>
      once(async () => {
        const { computers } = state.value;
        if (computers) await list(engine, computers.product, computers.serialNumber);
      }),
    more: (): Promise<void> => once(() => addPage(engine)),

    find: (id: string): Computer | undefined => state.value.computers?.computers.find((one) => one.id === id),

    open(id: string): void {
      show({ at: 'computer', id });
    },

    /** Gets the license of a computer again, and shows it like one that was just ordered. */
    fetchLicense: (id: string): Promise<void> =>
      once(async () => {
        const { computers } = state.value;
        if (!computers) return;
        const { service } = vendor.of(computers.product);
        const answer = await asked(() => service.fetchLicense(computers.serialNumber, id));
        update({ role: 'courier' });
        await takeLicense(engine, courier.licenses, computers.product, answer);
      }),

    /** Removes a computer that is gone, so that another one can be activated. */
    release: (id: string): Promise<void> => once(() => release(engine, id)),

    /** Forgets the serial number: it has served its purpose. */
    async finish(): Promise<void> {
      update({ computers: null });
      await form.clear();
      courier.collect();
    },
  };
}

/** Nothing repeats these calls by itself, unlike an order. */
async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'too-many-attempts') throw error;
    throw new Refusal(error.code, { ...error.details, repeated: 'by-hand' });
  }
}

async function list({ vendor, update }: Engine, product: string, serialNumber: string): Promise<void> {
  const listed = await asked(() => vendor.of(product).service.listComputers(serialNumber, null));
  update({ computers: { ...listed, product, serialNumber, removed: null } });
}

async function addPage({ vendor, state, update }: Engine): Promise<void> {
  const { computers: before } = state.value;
  if (!before?.next) return;
  const { next, product, serialNumber } = before;
  const page = await asked(() => vendor.of(product).service.listComputers(serialNumber, next));
  const known = new Set(before.computers.map(({ id }) => id));
  const added = page.computers.filter(({ id }) => !known.has(id));
  update({ computers: { ...before, ...page, computers: [...before.computers, ...added] } });
}

async function release(engine: Engine, id: string): Promise<void> {
  const { vendor, state, show } = engine;
  const { computers } = state.value;
  const computer = computers?.computers.find((one) => one.id === id);
  if (!computers || !computer) return;
  try {
    const { service } = vendor.of(computers.product);
    const answer = await asked(() => service.releaseComputer(computers.serialNumber, id));
    const { seatsLeft, releasesLeft, nextReleaseAt } = answer;
    const removed = { machine: computer.machine, seatsLeft };
    const seatsTaken = Math.max(0, computers.seats - seatsLeft);
    show({ at: 'computer-list' }, 'replace');
    without(engine, computers, id, { releasesLeft, nextReleaseAt, removed, seatsTaken });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'computer-unknown') {
      show({ at: 'computer-list' }, 'replace');
      without(engine, computers, id, {});
    }
    throw error;
  }
}

function without({ update }: Engine, list: ListedComputers, id: string, change: Partial<ListedComputers>): void {
  update({ computers: { ...list, computers: list.computers.filter((one) => one.id !== id), ...change } });
}
