import { type Signal, signal } from '@preact/signals';
import { type Drafts, keepDrafts } from './drafts.ts';
import { refusalOf } from './keptRefusal.ts';
import type { Ports, ToolPort } from './ports.ts';
import { portsOfSeveral } from './products/ports.ts';
import { type ServedProducts, type Vendor, vendorOf } from './products/products.ts';
import { keepRecords, type RecordKeeper } from './recordKeeper.ts';
import { isTransient, type Screen } from './screens.ts';
import { initialState, type State } from './state.ts';

/** The only place where state changes. Actions use it; screens never see it. */
export interface Engine extends RecordKeeper, Drafts {
  readonly ports: Ports;
  readonly vendor: Vendor;
  readonly state: Signal<State>;
  update(change: Partial<State>): void;
  show(screen: Screen, how?: 'push' | 'replace'): void;
  /** Runs an action that the person waits for; a refusal is shown in front of the screen. */
  guarded(action: () => Promise<void>): Promise<void>;
  /** Calls the command line tool, where it serves the page. @returns whether it does */
  askTool(call: (tool: ToolPort) => Promise<unknown>): Promise<boolean>;
}

export function createEngine(given: Ports, products: ServedProducts): Engine {
  const state = signal<State>(initialState);
  const [main] = products;
  const own = () => products.find(({ profile }) => profile.product.id === state.value.product) ?? main;
  const vendor = vendorOf(products, own);
  const ports = vendor.several ? portsOfSeveral(given, products, own) : given;
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

  const stored = { journal: ports.journal, state, update };
  return { ports, vendor, state, update, show, guarded, askTool, ...keepRecords(stored), ...keepDrafts(stored) };
}
