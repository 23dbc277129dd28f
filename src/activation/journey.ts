import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { sameBytes } from '../crypto/bytes.ts';
import { checkPhrase } from '../documents/checkPhrase.ts';
import type { Sender } from '../transfer/sender.ts';
import { courierActions } from './courier.ts';
import { createEngine, refusalOf, type Vendor } from './engine.ts';
import { fileTransferActions } from './fileTransfer.ts';
import { intakeActions } from './intake.ts';
import { load, loadRole } from './load.ts';
import { machineActions } from './machine.ts';
import { presentOf, roleOf, screenOf } from './navigation.ts';
import { orderActions } from './order.ts';
import {
  canPrint,
  codesToPrint,
  isFine,
  isSameSubject,
  type Outgoing,
  outgoingOf,
  type Subject,
  subjectOf,
} from './outgoing.ts';
import { createPlayback, type Playback } from './playback.ts';
import type { Ports } from './ports.ts';
import { receiptActions } from './receipts.ts';
import { returnLicenseActions } from './returnLicense.ts';
import { hasCamera, hasCode, type Role, type Screen, type State, screenBefore, withoutPassing } from './state.ts';

export type Journey = ReturnType<typeof createJourney>;

/**
 * The whole trip: one signal to read, named actions to call. Screens get this and nothing else.
 *
 * @param vendor the profile and keysets of the page, already checked
 */
export function createJourney(ports: Ports, vendor: Vendor) {
  const engine = createEngine(ports, vendor);
  const { state, show, update, guarded } = engine;
  const machine = machineActions(engine);
  const courier = courierActions(engine);
  const order = orderActions(engine, machine, courier);
  const carry = fileTransferActions(engine);
  const returnLicense = returnLicenseActions(engine);
  const receipts = receiptActions(engine);
  const intake = intakeActions(engine, machine, courier, receipts, carry, settleRole);

  async function settleRole(role: Role): Promise<void> {
    update({ role });
    try {
      await ports.journal.writeSetting('role', role);
    } catch (error) {
      update({ storageError: refusalOf(error) });
    }
  }

  async function enter(role: Role): Promise<void> {
    return role === 'machine' ? enterMachine() : enterCourier();
  }

  async function enterMachine(): Promise<void> {
    const { license, machine: record } = state.value;
    if (license) return show({ at: 'activated' });
    // Until somebody has asked for the next one, there is nothing here but the way of this one back.
    if (record.returns.length > 0 && !record.request && !record.license) return show({ at: 'returned' });
    // A license type that was chosen here belongs to an order over the network.
    if (record.request && !record.draft.licenseType) return show({ at: 'request' });
    return machine.connect();
  }

  function enterCourier(): void {
    const { carriedRequests, receipts: carried } = state.value;
    const unfinished: readonly Screen[] = [
      ...carriedRequests.filter((carriedRequest) => carriedRequest.stage !== 'licensed').map(screenOf),
      ...carried.filter(({ answer }) => !answer).map(({ id }) => ({ at: 'receipt', id }) as const),
    ];
    const [only] = unfinished.length === 1 ? unfinished : [];
    show(only ?? { at: 'collect' });
  }

  /** Goes on at the screen that was in front before a reload, or where the role and what was kept lead. */
  async function resume(): Promise<void> {
    const { role } = state.value;
    const kept = ports.history.present() as Screen | null;
    const screen = kept && presentOf(withoutPassing(kept), state.value);
    const fits = screen && screen.at !== 'role' && [role, null].includes(roleOf(screen));
    if (fits) return show(screen, 'replace');
    return role ? enter(role) : show({ at: 'role' });
  }

  const pendingRequestId = computed(() => machine.pendingRequestId());
  const machineName = computed(() => machine.name());
  const cameraAccess = signal(ports.camera.access);
  ports.camera.onAccessChange(() => {
    cameraAccess.value = ports.camera.access;
  });
  let subjectBefore: Subject | null = null;
  const subject = computed(() => {
    const now = subjectOf(state.value, vendor.profile, pendingRequestId.value);
    if (!isSameSubject(subjectBefore, now)) subjectBefore = now;
    return subjectBefore;
  });
  const outgoing: ReadonlySignal<Outgoing | null> = computed(
    () => subject.value && outgoingOf(subject.value, `${vendor.profile.serviceUrl}/`),
  );

  return {
    profile: vendor.profile,
    state: state as ReadonlySignal<State>,
    outgoing,
    pendingRequestId,
    /** This machine's name for people; null while it has no key that anybody knows. */
    machineName,
    checkPhraseOf: checkPhrase,
    /** @returns a license type's name as a person reads it; its id when the vendor no longer lists it */
    nameOfType: (id: string) => vendor.profile.licenseTypes.find((type) => type.id === id)?.name ?? id,
    now: ports.now,
    /** Instant at which the keyset was signed that this device relies on. */
    get keysetDate() {
      return vendor.keysets.current.issuedAt;
    },
    /** Read while drawing, it draws anew when it changes. */
    get cameraAccess() {
      return cameraAccess.value;
    },
    opened: ports.page.opened,
    handheld: ports.page.handheld,
    canShare: ports.files.canShare,
    machine,
    courier,
    order,
    returnLicense,
    receipts,
    intake,
    carry,

    /** Reads what was kept, takes in what the page was opened with, and goes on where the person was. */
    async start(): Promise<void> {
      await Promise.all([load(engine), loadRole(engine)]);
      await intake.recall();
      listen();
      if (ports.tool || !state.value.role) update({ role: guessRole(ports) });
      await recheckLicense();
      await guarded(returnLicense.resume);
      const fragment = ports.page.takeFragment();
      await resumeWith(fragment);
      sendAll();
    },

    chooseRole: (role: Role): Promise<void> =>
      guarded(async () => {
        ports.camera.close();
        await settleRole(role);
        await enter(role);
      }),

    back(): void {
      const { role, unreachable, screen } = state.value;
      const before = screenBefore(screen);
      if (before?.at === 'role' && role) void enter(role);
      else if (before?.at === 'no-network' && !unreachable) void machine.connect();
      else if (before) show(before, 'replace');
    },

    /** Turns the camera on, or gives the code the whole screen: Back leads out of either. */
    open(what: 'camera' | 'large'): void {
      const { screen } = state.value;
      if (what === 'camera' && hasCamera(screen)) show({ ...screen, camera: true });
      if (what === 'large' && hasCode(screen)) show({ ...screen, large: true });
    },

    /** Back to where it happened, or to the choice that was refused. */
    closeRefusal(): void {
      const { refusal, screen } = state.value;
      if (refusal?.code.startsWith('license-type-') && 'order' in screen) {
        show({ at: 'license-type', order: screen.order }, 'replace');
      }
      update({ refusal: null });
    },

    /** @returns the name that the file was saved under, null when there is nothing to save */
    save(): string | null {
      const it = outgoing.value;
      const name = it && ports.files.save(it.fileName, it.file);
      if (name) void carry.noteSaved();
      return name;
    },

    /** @returns the name that the file with all licenses was saved under, null when there are none */
    saveAll(): string | null {
      const all = subjectOf({ ...state.value, screen: { at: 'licenses' } }, vendor.profile, null);
      return all && ports.files.save(all.fileName, all.file);
    },

    /** Plays the codes of what takes several, until it is stopped. */
    play: (sender: Sender): Playback =>
      createPlayback(sender, {
        handheld: ports.page.handheld,
        still: ports.screen.reducedMotion,
        later: ports.later,
      }),
    isFine,
    canPrint,
    codesToPrint,
    /** While a code or the camera's picture is in front. @returns lets the screen go dark again */
    keepAwake: () => ports.screen.keepAwake(),

    share: (): Promise<void> =>
      guarded(async () => {
        const it = outgoing.value;
        if (it && (await ports.files.share(it.fileName, it.file))) await carry.noteSaved();
      }),

    /** Copies the document's text: the way for a device that neither shows a code nor saves a file. */
    copy: (): Promise<void> =>
      guarded(async () => {
        const it = outgoing.value;
        if (it) await ports.clipboard.copy(new TextDecoder().decode(it.file));
      }),

    closeCamera: () => ports.camera.close(),
    update: () => ports.page.update(),
  };

  /** A license that no longer holds is kept, and said to be refused; the way to a new one stands behind it. */
  async function recheckLicense(): Promise<void> {
    try {
      await machine.recheck();
    } catch (error) {
      update({ refusal: refusalOf(error) });
    }
  }

  async function resumeWith(fragment: string): Promise<void> {
    await intake.finish();
    const { refusal } = state.value;
    if (fragment) {
      // What the page was opened with says which role is meant, whatever this device was before.
      const { role } = state.value;
      update({ role: null });
      await guarded(() => intake.acceptLink(fragment, role));
      // It said nothing of a role: it was no document, or none that is accepted.
      if (!state.value.role) update({ role });
    }
    if (state.value.screen.at !== 'opening') return;
    const earlier = state.value.refusal ?? refusal;
    await resume();
    if (earlier) update({ refusal: earlier });
  }

  /** Everything that waits for the network. */
  function sendAll(): void {
    void courier.sendWaiting();
    void receipts.sendWaiting();
    void returnLicense.send();
  }

  function follow(): void {
    courier.followCarriedRequest();
    returnLicense.follow();
  }

  async function loadAnew(): Promise<void> {
    const before = state.value.machine.license;
    await load(engine);
    follow();
    const { license, request } = state.value.machine;
    if (!ports.tool || !license || (before && sameBytes(before, license))) return;
    // Another command has brought one.
    await recheckLicense();
    if (!request && state.value.screen.at === 'request') await resume();
  }

  function listen(): void {
    ports.connection.onChange((online) => {
      if (online) sendAll();
    });
    ports.page.onDelivery((delivery) => void intake.deliver(delivery));
    ports.page.onUpdateReady(() => update({ updateReady: true }));
    ports.journal.onOutsideChange(() => void loadAnew());
    ports.history.onReturn((entry) => {
      const screen = entry && presentOf(entry as Screen, state.value);
      if (!screen) return void resume();
      update({ screen, refusal: null, role: roleOf(screen) ?? state.value.role });
    });
  }
}

/** A hand-held device is the phone; a page from a USB stick or an intranet host is opened on the machine. */
function guessRole({ page, tool }: Ports): Role | null {
  if (tool) return 'machine';
  if (page.handheld) return 'courier';
  return page.opened === 'file' ? 'machine' : null;
}
