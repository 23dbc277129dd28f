import type { Engine } from './engine.ts';
import { screenIn } from './historyEntry.ts';
import type { MachineActions } from './machine/machine.ts';
import type { ProductChoice } from './products/choice.ts';
import { emptyScanLog } from './scan/scanLog.ts';
import {
  hasCamera,
  hasCode,
  presentOf,
  type Role,
  roleOf,
  type Screen,
  screenBefore,
  screenOf,
  withoutOverlay,
} from './screens.ts';

/** Moving between screens, and where each role begins. */
export function navigation(
  engine: Engine,
  machine: MachineActions,
  products: ProductChoice,
  settleRole: (role: Role) => Promise<void>,
) {
  const { ports, state, update, show, guarded } = engine;
  const enter = async (role: Role) => (role === 'machine' ? enterMachine(engine, machine) : enterCourier(engine));

  return {
    ...openers(engine),

    /** Continues at the screen that was in front before a reload, or where the role and the records lead. */
    async resume(): Promise<void> {
      const { role } = state.value;
      const earlier = earlierScreen(engine);
      if (earlier) {
        // Who came by a shortcut of the app never chose a role.
        update({ role: role ?? roleOf(earlier) });
        show(earlier, 'replace');
        // What was reviewed before a reload is gone: nothing had been stored.
        return earlier.at === 'review' ? machine.prepare() : undefined;
      }
      return role ? enter(role) : show({ at: 'role' });
    },

    chooseRole: (role: Role): Promise<void> =>
      guarded(async () => {
        // First the person decides how records are kept.
        if (state.value.screen.at === 'no-storage') return update({ role });
        ports.camera.close();
        await settleRole(role);
        await enter(role);
      }),

    /** Asks which product is activated here, where the page serves several. */
    changeProduct(): void {
      show({ at: 'product' });
    },

    chooseProduct: (productId: string): Promise<void> =>
      guarded(async () => {
        const refusal = await products.choose(productId);
        await enter('machine');
        if (refusal) update({ refusal });
      }),

    back(): void {
      const { role, unreachable, screen } = state.value;
      const before = screenBefore(screen);
      if (before?.at === 'role' && role) void enter(role);
      else if (before?.at === 'no-network' && !unreachable) void machine.connect();
      else if (before) show(before, 'replace');
    },

    /** Turns the camera on, or enlarges the code: Back ends either. */
    open(what: 'camera' | 'large'): void {
      const { screen } = state.value;
      if (what === 'camera' && hasCamera(screen)) {
        update({ scanLog: emptyScanLog });
        show({ ...screen, camera: true });
      }
      if (what === 'large' && hasCode(screen)) show({ ...screen, large: true });
    },

    /** Returns to the screen of the refusal, or to the choice that was refused. */
    closeRefusal(): void {
      const { refusal, screen } = state.value;
      if (refusal?.code.startsWith('license-type-') && 'order' in screen) {
        show({ at: 'license-type', order: screen.order }, 'replace');
      }
      update({ refusal: null });
    },
  };
}

/** Screens that the menu opens. */
function openers({ show }: Engine) {
  return {
    openSettings: () => show({ at: 'settings' }),
    /** Asks for the serial number whose computers to list. */
    openComputers: () => show({ at: 'computers' }),
    openExport: () => show({ at: 'export' }),
    /** Lists the software that the page contains. */
    openSoftware: () => show({ at: 'software' }),
  };
}

/** @returns the screen that was in front before a reload; null where role or records do not lead to it any more */
function earlierScreen({ ports, state }: Engine): Screen | null {
  const stored = screenIn(ports.history.present());
  const screen = stored && presentOf(withoutOverlay(stored), state.value);
  if (!screen || screen.at === 'role') return null;
  const [role, own] = [state.value.role, roleOf(screen)];
  return role === null || own === null || own === role ? screen : null;
}

async function enterMachine({ vendor, state, show }: Engine, machine: MachineActions): Promise<void> {
  const { license, offer, machine: record, product } = state.value;
  if (vendor.several && product === null) return show({ at: 'product' });
  if (offer) return show({ at: 'replace-license' });
  if (license) return show({ at: 'activated' });
  // Until the next license is requested, the receipt of the returned one is all there is.
  if (record.returns.length > 0 && !record.request && !record.license) return show({ at: 'returned' });
  // A license type that was chosen here belongs to an order over the network.
  if (record.request && !record.draft.licenseType) return show({ at: 'request' });
  return machine.connect();
}

/** One unfinished item is shown itself, several as the list. */
function enterCourier({ state, show }: Engine): void {
  const { carriedRequests, receipts } = state.value;
  const unfinished: readonly Screen[] = [
    ...carriedRequests.filter(({ stage }) => stage !== 'licensed').map(screenOf),
    ...receipts.filter(({ answer }) => !answer).map(({ id }) => ({ at: 'receipt', id }) as const),
  ];
  const [only] = unfinished.length === 1 ? unfinished : [];
  show(only ?? { at: 'collect' });
}
