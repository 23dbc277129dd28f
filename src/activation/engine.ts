import { type Signal, signal } from '@preact/signals';
import { type Drafts, keepDrafts } from './drafts.ts';
import { refusalOf } from './keptRefusal.ts';
import { watchService } from './outbox/slowService.ts';
import type { Ports, ToolPort } from './ports.ts';
import { portsOfSeveral } from './products/ports.ts';
import {
  type SendingProduct,
  type ServedProduct,
  type ServedProducts,
  type Vendor,
  vendorOf,
} from './products/products.ts';
import { keepRecords, type RecordKeeper } from './recordKeeper.ts';
import { isTransient, type Screen } from './screens.ts';
import { initialState, type State } from './state.ts';

/** What sending stored items takes: the page has it, and the service worker. */
export interface SendingEngine extends Pick<RecordKeeper, 'keepCarriedRequest' | 'keepReceipt'> {
  readonly ports: Pick<Ports, 'journal' | 'background' | 'later' | 'now'>;
  readonly vendor: Vendor<SendingProduct>;
  readonly state: { readonly value: State };
  update(change: Partial<State>): void;
  /** Asks the browser to send what waits also when the page is closed, and remembers whether it will. */
  sendLater(): Promise<void>;
}

/** The only place where state changes. Actions use it; screens never see it. */
export interface Engine extends SendingEngine, RecordKeeper, Drafts {
  readonly ports: Ports;
  readonly vendor: Vendor;
  readonly state: Signal<State>;
  show(screen: Screen, how?: 'push' | 'replace'): void;
  /** Runs an action that the person waits for; a refusal is shown in front of the screen. */
  guarded(action: () => Promise<void>): Promise<void>;
  /** Calls the command line tool, where it serves the page. @returns whether it does */
  askTool(call: (tool: ToolPort) => Promise<unknown>): Promise<boolean>;
}

export function createEngine(given: Ports, served: ServedProducts): Engine {
  const state = signal<State>(initialState);
  const onSlow = (change: 1 | -1) => update({ slowCalls: state.value.slowCalls + change });
  const watched = (product: ServedProduct) => ({ ...product, service: watchService(product.service, given, onSlow) });
  const [main, ...others] = [watched(served[0]), ...served.slice(1).map(watched)] as const;
  const products: ServedProducts = [main, ...others];
  const own = () => products.find(({ profile }) => profile.product.id === state.value.product) ?? main;
  const vendor = vendorOf(products, own);
  const single = { ...given, service: main.service };
  const ports = vendor.several ? portsOfSeveral(single, products, own) : single;
  const update = (change: Partial<State>) => {
    state.value = { ...state.value, ...change };
  };

  function show(screen: Screen, how: 'push' | 'replace' = 'push'): void {
    ports.history.visit(screen, isTransient(state.value.screen) ? 'replace' : how);
    update({ screen, refusal: null });
  }

  async function guarded(action: () => Promise<void>): Promise<void> {
    update({ busy: true });
    try {
      await action();
    } catch (error) {
      update({ refusal: refusalOf(error) });
    } finally {
      update({ busy: false });
    }
  }

  async function askTool(call: (tool: ToolPort) => Promise<unknown>): Promise<boolean> {
    const { tool } = ports;
    if (!tool) return false;
    await call(tool);
    // The record that is read here contains the tool's answer; nothing is written.
    update({ machine: await ports.journal.writeMachine((machine) => machine), tool: tool.seen });
    return true;
  }

  async function sendLater(): Promise<void> {
    update({ sendsWhenClosed: await ports.background.sendLater() });
  }

  const stored = { journal: ports.journal, state, update };
  return {
    ports,
    vendor,
    state,
    update,
    show,
    guarded,
    askTool,
    sendLater,
    ...keepRecords(stored),
    ...keepDrafts(stored),
  };
}
