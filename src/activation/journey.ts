import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { checkPhrase } from '../documents/checkPhrase.ts';
import { courierActions } from './courier/courier.ts';
import { receiptActions } from './courier/receipts.ts';
import { createEngine, type Vendor } from './engine.ts';
import { handOverActions } from './handOver.ts';
import { intakeActions } from './intake/intake.ts';
import { refusalOf } from './keptRefusal.ts';
import { machineActions } from './machine/machine.ts';
import { returnLicenseActions } from './machine/returnLicense.ts';
import { navigation } from './navigation.ts';
import { orderActions } from './order.ts';
import type { Ports } from './ports.ts';
import type { Role } from './screens.ts';
import { createStart } from './start.ts';
import type { State } from './state.ts';
import { fileTransferActions } from './transfer/fileTransfer.ts';

export type Journey = ReturnType<typeof createJourney>;

/**
 * The whole trip: one signal to read, named actions to call. Screens get this and nothing else.
 *
 * @param vendor the profile and keysets of the page, already verified
 */
export function createJourney(ports: Ports, vendor: Vendor) {
  const engine = createEngine(ports, vendor);
  const { state, update } = engine;
  const machine = machineActions(engine);
  const courier = courierActions(engine);
  const fileTransfer = fileTransferActions(engine);
  const returnLicense = returnLicenseActions(engine);
  const receipts = receiptActions(engine);

  async function settleRole(role: Role): Promise<void> {
    update({ role });
    try {
      await ports.journal.writeSetting('role', role);
    } catch (error) {
      update({ storageError: refusalOf(error) });
    }
  }

  const intake = intakeActions(engine, { machine, courier, receipts, fileTransfer, settleRole });
  const { resume, ...navigate } = navigation(engine, machine, settleRole);
  const pendingRequestId = computed(() => machine.pendingRequestId());

  return {
    ...factsOf(ports, vendor),
    state: state as ReadonlySignal<State>,
    pendingRequestId,
    /** This machine's name for the vendor's support; null before its first request. */
    machineName: computed(() => machine.name()),
    machine,
    courier,
    order: orderActions(engine, machine, courier),
    returnLicense,
    receipts,
    intake,
    fileTransfer,
    ...navigate,
    ...handOverActions(engine, fileTransfer, pendingRequestId),
    start: createStart(engine, { machine, courier, receipts, returnLicense, intake, resume }),
  };
}

/** What does not change in a visit, and the camera's access. */
function factsOf(ports: Ports, { profile, keysets }: Vendor) {
  const cameraAccess = signal(ports.camera.access);
  ports.camera.onAccessChange(() => {
    cameraAccess.value = ports.camera.access;
  });
  return {
    profile,
    checkPhraseOf: checkPhrase,
    /** @returns a license type's name for people; its id when the vendor no longer lists it */
    nameOfType: (id: string) => profile.licenseTypes.find((type) => type.id === id)?.name ?? id,
    now: ports.now,
    /** @returns the instant at which the keyset in use was signed */
    keysetDate: () => keysets.current.issuedAt,
    /** A signal: a screen that reads it is drawn again when it changes. */
    cameraAccess,
    opened: ports.page.opened,
    handheld: ports.page.handheld,
    canShare: ports.files.canShare,
    /** Call it while a code or the camera's picture is in front. @returns lets the screen turn dark again */
    keepAwake: () => ports.screen.keepAwake(),
    closeCamera: () => ports.camera.close(),
    update: () => ports.page.update(),
  };
}
