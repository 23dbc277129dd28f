import { sameBytes } from '../crypto/bytes.ts';
import type { CourierActions } from './courier/courier.ts';
import type { ReceiptActions } from './courier/receipts.ts';
import type { Engine } from './engine.ts';
import { screenIn } from './historyEntry.ts';
import type { InstallActions } from './install.ts';
import type { IntakeActions } from './intake/intake.ts';
import { refusalOf } from './keptRefusal.ts';
import { forgetRemoved, load, loadComputersDraft, loadList, loadRole } from './load.ts';
import type { MachineActions } from './machine/machine.ts';
import type { ReturnLicenseActions } from './machine/returnLicense.ts';
import type { Ports } from './ports.ts';
import type { ProductChoice } from './products/choice.ts';
import { presentOf, type Role, roleOf } from './screens.ts';
import { openShortcut, shortcutIn } from './shortcuts.ts';
import type { StorageActions } from './storage/storage.ts';

interface StartActions {
  readonly machine: MachineActions;
  readonly courier: CourierActions;
  readonly receipts: ReceiptActions;
  readonly returnLicense: ReturnLicenseActions;
  readonly products: ProductChoice;
  readonly intake: IntakeActions;
  readonly storage: StorageActions;
  readonly install: InstallActions;
  resume(): Promise<void>;
}

/** @returns reads the records, takes in what the page was opened with, and continues where the person was */
export function createStart(engine: Engine, actions: StartActions): () => Promise<void> {
  const { ports, state, update, guarded } = engine;
  const { machine, returnLicense, intake, resume } = actions;

  /** A license that is no longer valid is kept, and refused; behind the refusal is the way to a new one. */
  async function recheckLicense(): Promise<void> {
    try {
      await machine.recheck();
    } catch (error) {
      update({ refusal: refusalOf(error) });
    }
  }

  /** Takes over what another tab, or another command of the tool, has written. */
  async function reload(): Promise<void> {
    const before = state.value.machine.license;
    await load(engine);
    actions.courier.follow();
    returnLicense.follow();
    const { license, request } = state.value.machine;
    if (!license || (before && sameBytes(before, license))) return machine.followClock();
    // Another command, or another tab, has installed a license.
    await recheckLicense();
    if (ports.tool && !request && state.value.screen.at === 'request') await resume();
  }

  async function begin(): Promise<void> {
    const { products, storage, install } = actions;
    const recalled = [products, storage, install].map((each) => each.recall());
    await Promise.all([...recalled, loadComputersDraft(engine), loadList(engine)]);
    await Promise.all([load(engine), loadRole(engine)]);
    await Promise.all([intake.recall(), forgetRemoved(engine)]);
    listen(engine, actions, reload);
    if (ports.tool) update({ role: 'machine' });
    await recheckLicense();
    await guarded(returnLicense.resume);
    await open(engine, actions, ports.page.takeFragment());
    sendAll(actions);
  }

  return async () => {
    // Said before anything else, and the words depend on it.
    update({ role: guessRole(ports) });
    await actions.storage.beginWith(begin);
  };
}

/** Takes in what the page was opened with, or continues where the person was. */
async function open(engine: Engine, actions: StartActions, fragment: string): Promise<void> {
  const { state, update, guarded } = engine;
  const { intake, resume } = actions;
  await intake.finish();
  const { refusal } = state.value;
  const shortcut = shortcutIn(fragment);
  if (shortcut) openShortcut(engine, shortcut);
  else if (fragment) {
    // The document in the link decides the role, whatever this device was before.
    const { role } = state.value;
    update({ role: null });
    await guarded(() => intake.acceptLink(fragment, role));
    // The link held no document, or a refused one.
    if (!state.value.role) update({ role });
  }
  if (state.value.screen.at !== 'opening') return;
  const earlier = state.value.refusal ?? refusal;
  await resume();
  if (earlier) update({ refusal: earlier });
}

/** Sends everything that waits for a connection. */
function sendAll({ courier, receipts, returnLicense }: StartActions): void {
  void courier.sendWaiting();
  void receipts.sendWaiting();
  void returnLicense.send();
}

function listen(engine: Engine, actions: StartActions, reload: () => Promise<void>): void {
  const { ports, state, update } = engine;
  ports.connection.onChange((online) => {
    if (online) sendAll(actions);
  });
  // The tool's page reads the machine again then.
  if (!ports.tool) ports.page.onReturn(() => void actions.machine.followClock());
  ports.page.onDelivery((items) => {
    const shortcut = shortcutIn(items);
    if (shortcut) openShortcut(engine, shortcut);
    else void actions.intake.deliver(items);
  });
  ports.page.onUpdateReady(() => update({ updateReady: true }));
  ports.journal.onOutsideChange(oneAfterAnother(reload));
  ports.history.onReturn((entry) => {
    const visited = screenIn(entry);
    const screen = visited && presentOf(visited, state.value);
    if (!screen) return void actions.resume();
    update({ screen, refusal: null, role: roleOf(screen) ?? state.value.role });
  });
}

/** @returns calls that come while the work runs run it once more: another tab writes many records in a row */
function oneAfterAnother(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  return async function run() {
    again = running;
    if (running) return;
    running = true;
    await work().finally(() => {
      running = false;
    });
    if (again) await run();
  };
}

/**
 * A page from a USB stick is opened on the machine, whatever its screen. A hand-held device with the page from the
 * internet, or with the installed app, is the phone; on a plain-http page of a company network it may be either.
 */
function guessRole({ page, tool }: Ports): Role | null {
  if (tool || page.opened === 'file') return 'machine';
  return page.handheld && page.opened === 'secure' ? 'courier' : null;
}
