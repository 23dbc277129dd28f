import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { isRenewable } from '../vendor/packedProfiles.ts';
import { countWaiting } from './background/sendWaiting.ts';
import { courierActions } from './courier/courier.ts';
import { receiptActions } from './courier/receipts.ts';
import { createEngine, type Engine } from './engine.ts';
import { installActions } from './install.ts';
import { intakeActions } from './intake/intake.ts';
import { refusalOf } from './keptRefusal.ts';
import { machineActions } from './machine/machine.ts';
import { returnLicenseActions } from './machine/returnLicense.ts';
import { navigation } from './navigation.ts';
import { keepParts } from './parts.ts';
import type { Ports } from './ports.ts';
import { createProductChoice } from './products/choice.ts';
import { productInFront } from './products/front.ts';
import type { ServedProduct, Vendor } from './products/products.ts';
import { hasCamera, type Role } from './screens.ts';
import { createStart } from './start.ts';
import type { State } from './state.ts';
import { isOnPageOnly, storageActions } from './storage/storage.ts';
import { documentsOf } from './transfer/documentsOf.ts';
import { fileTransferActions } from './transfer/fileTransfer.ts';
import { handOverActions } from './transfer/handOver.ts';

export type Journey = ReturnType<typeof createJourney>;

/**
 * The whole trip: one signal to read, named actions to call. Screens get this and nothing else.
 *
 * @param main the profile and keysets of the page's main product, already verified
 * @param others the further products that the page serves, with keysets already verified
 */
export function createJourney(
  given: Ports,
  main: Pick<ServedProduct, 'profile' | 'keysets'>,
  others: readonly ServedProduct[] = [],
) {
  const { service, installation, journal } = given;
  const engine = createEngine(given, [{ ...main, service, installation, journal }, ...others]);
  const { ports, vendor, state } = engine;
  const machine = machineActions(engine);
  const courier = courierActions(engine);
  const fileTransfer = fileTransferActions(engine);
  const returnLicense = returnLicenseActions(engine);
  const receipts = receiptActions(engine);
  const storage = storageActions(engine);

  const settleRole = roleSetter(engine);
  const receivers = { machine, courier, receipts, fileTransfer };
  const part = keepParts(engine, { ...receivers, returnLicense });
  const products = createProductChoice(engine, machine.recheck);
  const intake = intakeActions(engine, { ...receivers, part, products, settleRole });
  const { resume, ...navigate } = navigation(engine, machine, products, settleRole);
  const pendingRequestId = computed(() => machine.pendingRequestId());
  showOutside(ports, state);
  const facts = factsOf(ports, vendor);
  prepareCamera(ports, state, facts.cameraAccess);
  const install = installActions(engine);
  const own = { machine, courier, receipts, returnLicense };
  const actions = { ...own, intake, storage, install };

  return {
    ...actions,
    ...facts,
    /** Profile of the product that this device is activated for; of the main product until one is chosen. */
    get profile() {
      return vendor.profile;
    },
    /** Profile of the product that the screen is about; null where it is about none or several. */
    inFront: computed(() => {
      const product = productInFront(state.value);
      if (!vendor.several) return vendor.profile;
      return product === null ? null : vendor.of(product).profile;
    }),
    state: state as ReadonlySignal<State>,
    pendingRequestId,
    /** This machine's computer ID; null before its first request. */
    machineId: computed(() => machine.id()),
    fileTransfer,
    part,
    ...navigate,
    ...handOverActions(engine, fileTransfer),
    start: createStart(engine, { ...actions, products, resume }),
  };
}

/** @returns sets and stores the device's role */
function roleSetter({ ports, update }: Engine): (role: Role) => Promise<void> {
  return async (role) => {
    update({ role });
    await ports.journal.writeSetting('role', role).catch((error) => update({ storageError: refusalOf(error) }));
  };
}

/** What shows outside the page: the browser's question before it leaves, and the number on the app's icon. */
function showOutside({ page, background }: Ports, state: ReadonlySignal<State>): void {
  const onPageOnly = computed(() => isOnPageOnly(state.value));
  effect(() => page.warnBeforeLeaving(onPageOnly.value));
  const waiting = computed(() => countWaiting(state.value));
  effect(() => background.showWaiting(waiting.value));
}

/** The decoder takes longer to load than the first code to show, so that it begins when a screen offers the camera. */
function prepareCamera({ camera }: Ports, state: ReadonlySignal<State>, access: ReadonlySignal<string>): void {
  const isOffered = computed(() => hasCamera(state.value.screen) && access.value === 'possible');
  effect(() => {
    if (isOffered.value) camera.prepare();
  });
}

/** What does not change in a visit, and the camera's access. */
function factsOf(ports: Ports, vendor: Vendor) {
  const cameraAccess = signal(ports.camera.access);
  ports.camera.onAccessChange(() => {
    cameraAccess.value = ports.camera.access;
  });
  return {
    /** Profiles of all products that the page serves, the main one first. */
    products: vendor.products.map(({ profile }) => profile),
    several: vendor.several,
    /** @returns the profile of the product that a record or document names */
    profileOf: (product: string) => vendor.of(product).profile,
    /** @returns the documents of a file, each with all that it holds, as far as its signature can be checked here */
    documentsOf: (file: Uint8Array) => documentsOf(file, vendor),
    /** @returns a license type's name for people; its id when the vendor no longer lists it */
    nameOfType: (id: string, product?: string) =>
      vendor.of(product).profile.licenseTypes.find((type) => type.id === id)?.name ?? id,
    isRenewable: (licenseType: string, product?: string) => isRenewable(vendor.of(product).profile, licenseType),
    now: ports.now,
    /** @returns the instant at which the keyset in use was signed */
    keysetDate: (product?: string) => vendor.of(product).keysets.current.issuedAt,
    /** A signal: a screen that reads it is drawn again when it changes. */
    cameraAccess,
    opened: ports.page.opened,
    handheld: ports.page.handheld,
    canShare: ports.files.canShare,
    /** Call it while a code or the camera's picture is in front. @returns lets the screen turn dark again */
    keepAwake: () => ports.screen.keepAwake(),
    closeCamera: () => ports.camera.close(),
    update: () => ports.page.update(),
    /** Loads the page again, which mends what is missing of it. */
    reload: () => ports.page.reload(),
  };
}
