import { type Signal, signal } from '@preact/signals';
import { Refusal } from '../refusal.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import type { Keysets } from './keyset.ts';
import { type Draft, type Errand, emptyDraft, type MachineRecord, type Ports, type ToolPort } from './ports.ts';
import { initialState, type Order, type Screen, type State, type Trouble } from './state.ts';

/** What the vendor ships in the page: the profile, and the keysets that its pinned root keys have vouched for. */
export interface Vendor {
  readonly profile: VendorProfile;
  readonly keysets: Keysets;
}

/** The one place where state changes. Actions are built on it; screens never see it. */
export interface Engine {
  readonly ports: Ports;
  readonly vendor: Vendor;
  readonly state: Signal<State>;
  update(change: Partial<State>): void;
  show(screen: Screen, how?: 'push' | 'replace'): void;
  /** Runs what the person waits for; a refusal becomes the trouble in front of the screen. */
  guarded(work: () => Promise<void>): Promise<void>;
  /** Has the command line tool do something, where it serves the page. @returns whether it does */
  askTool(what: (tool: ToolPort) => Promise<unknown>): Promise<boolean>;
  keepMachine(change: (current: MachineRecord) => MachineRecord): Promise<void>;
  keepErrand(requestId: string, change: (current: Errand | null) => Errand | null): Promise<void>;
  keepDraft(order: Order, change: Partial<Draft>): Promise<void>;
  draftOf(order: Order): Draft;
}

/** @returns what went wrong, in the form that the screens show; a fault of ours is said to be one */
export function troubleOf(fault: unknown): Trouble {
  if (fault instanceof Refusal) return { code: fault.code, details: fault.details };
  return { code: 'internal-fault', details: { fault: fault instanceof Error ? fault.name : typeof fault } };
}

/** No answer keeps an order back for longer, in milliseconds. */
const longestWait = 3_600_000;

/** @returns for how many milliseconds the service wants to be left alone; 0 where it has not said */
export function askedToWait({ details: { retryAfter } }: Trouble): number {
  return typeof retryAfter === 'number' ? Math.min(retryAfter * 1000, longestWait) : 0;
}

export function createEngine(ports: Ports, vendor: Vendor): Engine {
  const state = signal<State>(initialState);
  const update = (change: Partial<State>) => {
    state.value = { ...state.value, ...change };
  };

  function show(screen: Screen, how: 'push' | 'replace' = 'push'): void {
    const passing = ['opening', 'connecting'].includes(state.value.screen.at);
    ports.history.visit(screen, passing ? 'replace' : how);
    update({ screen, trouble: null });
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    update({ busy: true });
    try {
      await work();
    } catch (fault) {
      update({ trouble: troubleOf(fault) });
    } finally {
      update({ busy: false });
    }
  }

  async function askTool(what: (tool: ToolPort) => Promise<unknown>): Promise<boolean> {
    const { tool } = ports;
    if (!tool) return false;
    await what(tool);
    // What it has said is in the record that is read now, which writes nothing.
    update({ machine: await ports.journal.writeMachine((machine) => machine), tool: tool.seen });
    return true;
  }

  /** When the disk refuses, the work goes on in memory and the person is told that it is not kept. */
  async function keepMachine(change: (current: MachineRecord) => MachineRecord): Promise<void> {
    try {
      update({ machine: await ports.journal.writeMachine(change), unkept: null });
    } catch (fault) {
      update({ machine: change(state.value.machine), unkept: troubleOf(fault) });
    }
  }

  async function keepErrand(requestId: string, change: (current: Errand | null) => Errand | null): Promise<void> {
    const inMemory = state.value.errands.find((errand) => errand.requestId === requestId) ?? null;
    try {
      const kept = await ports.journal.writeErrand(requestId, (current) => change(current ?? inMemory));
      update({ errands: withErrand(requestId, kept), unkept: null });
    } catch (fault) {
      update({ errands: withErrand(requestId, change(inMemory)), unkept: troubleOf(fault) });
    }
  }

  function withErrand(requestId: string, errand: Errand | null): readonly Errand[] {
    const { errands } = state.value;
    const isIt = (other: Errand) => other.requestId === requestId;
    if (!errand) return errands.filter((other) => !isIt(other));
    return errands.some(isIt) ? errands.map((other) => (isIt(other) ? errand : other)) : [...errands, errand];
  }

  function draftOf(order: Order): Draft {
    if (order.for === 'this-machine') return state.value.machine.draft;
    return state.value.errands.find((errand) => order.requestIds.includes(errand.requestId))?.draft ?? emptyDraft;
  }

  /**
   * Typing is shown at once and written behind, or a write that ends late would take back letters typed since. The
   * writes queue up in order, and each keeps what else has changed on the disk.
   */
  async function keepDraft(order: Order, change: Partial<Draft>): Promise<void> {
    const withChange = <T extends { readonly draft: Draft }>(it: T): T => ({
      ...it,
      draft: { ...it.draft, ...change },
    });
    const { machine, errands } = state.value;
    try {
      if (order.for === 'this-machine') {
        update({ machine: withChange(machine) });
        await ports.journal.writeMachine(withChange);
      } else {
        const { requestIds } = order;
        const isOrdered = (errand: Errand) => requestIds.includes(errand.requestId);
        update({ errands: errands.map((errand) => (isOrdered(errand) ? withChange(errand) : errand)) });
        const write = (id: string) => ports.journal.writeErrand(id, (errand) => errand && withChange(errand));
        await Promise.all(requestIds.map(write));
      }
      update({ unkept: null });
    } catch (fault) {
      update({ unkept: troubleOf(fault) });
    }
  }

  return { ports, vendor, state, update, show, guarded, askTool, keepMachine, keepErrand, keepDraft, draftOf };
}
