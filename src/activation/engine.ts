import { type Signal, signal } from '@preact/signals';
import { Refusal } from '../refusal.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import type { Keysets } from './keyset.ts';
import {
  type CarriedRequest,
  type Draft,
  emptyDraft,
  type KeptRefusal,
  type MachineRecord,
  type Ports,
  type ToolPort,
} from './ports.ts';
import { initialState, type Order, type Screen, type State } from './state.ts';

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
  keepCarriedRequest(
    requestId: string,
    change: (current: CarriedRequest | null) => CarriedRequest | null,
  ): Promise<void>;
  keepDraft(order: Order, change: Partial<Draft>): Promise<void>;
  draftOf(order: Order): Draft;
}

/** @returns what went wrong, in the form that the screens show; a fault of ours is said to be one */
export function refusalOf(error: unknown): KeptRefusal {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  return { code: 'internal-fault', details: { fault: error instanceof Error ? error.name : typeof error } };
}

/** No answer keeps an order back for longer, in milliseconds. */
const longestWait = 3_600_000;

/** @returns for how many milliseconds the service wants to be left alone; 0 where it has not said */
export function askedToWait({ details: { retryAfter } }: KeptRefusal): number {
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
    update({ screen, refusal: null });
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    update({ busy: true });
    try {
      await work();
    } catch (error) {
      update({ refusal: refusalOf(error) });
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
      update({ machine: await ports.journal.writeMachine(change), storageError: null });
    } catch (error) {
      update({ machine: change(state.value.machine), storageError: refusalOf(error) });
    }
  }

  async function keepCarriedRequest(
    requestId: string,
    change: (current: CarriedRequest | null) => CarriedRequest | null,
  ): Promise<void> {
    const inMemory =
      state.value.carriedRequests.find((carriedRequest) => carriedRequest.requestId === requestId) ?? null;
    try {
      const kept = await ports.journal.writeCarriedRequest(requestId, (current) => change(current ?? inMemory));
      update({ carriedRequests: withCarriedRequest(requestId, kept), storageError: null });
    } catch (error) {
      update({ carriedRequests: withCarriedRequest(requestId, change(inMemory)), storageError: refusalOf(error) });
    }
  }

  function withCarriedRequest(requestId: string, carriedRequest: CarriedRequest | null): readonly CarriedRequest[] {
    const { carriedRequests } = state.value;
    const isIt = (other: CarriedRequest) => other.requestId === requestId;
    if (!carriedRequest) return carriedRequests.filter((other) => !isIt(other));
    return carriedRequests.some(isIt)
      ? carriedRequests.map((other) => (isIt(other) ? carriedRequest : other))
      : [...carriedRequests, carriedRequest];
  }

  function draftOf(order: Order): Draft {
    if (order.for === 'this-machine') return state.value.machine.draft;
    return (
      state.value.carriedRequests.find((carriedRequest) => order.requestIds.includes(carriedRequest.requestId))
        ?.draft ?? emptyDraft
    );
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
    const { machine, carriedRequests } = state.value;
    try {
      if (order.for === 'this-machine') {
        update({ machine: withChange(machine) });
        await ports.journal.writeMachine(withChange);
      } else {
        const { requestIds } = order;
        const isOrdered = (carriedRequest: CarriedRequest) => requestIds.includes(carriedRequest.requestId);
        update({
          carriedRequests: carriedRequests.map((carriedRequest) =>
            isOrdered(carriedRequest) ? withChange(carriedRequest) : carriedRequest,
          ),
        });
        const write = (id: string) =>
          ports.journal.writeCarriedRequest(id, (carriedRequest) => carriedRequest && withChange(carriedRequest));
        await Promise.all(requestIds.map(write));
      }
      update({ storageError: null });
    } catch (error) {
      update({ storageError: refusalOf(error) });
    }
  }

  return { ports, vendor, state, update, show, guarded, askTool, keepMachine, keepCarriedRequest, keepDraft, draftOf };
}
