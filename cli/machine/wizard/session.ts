import { rmSync } from 'node:fs';
import { confirmActivation, keepMachineLabel, readMachineLabel, readReceipt } from '../../../installed/confirmation.ts';
import { openDelivery, openInstalled } from '../../../installed/delivery.ts';
import { InstallationError } from '../../../installed/installationError.ts';
import { recordLastSeen } from '../../../installed/installedProduct.ts';
import { type InstallChoice, installLicense } from '../../../installed/installLicense.ts';
import type { InstallTarget } from '../../../installed/installTarget.ts';
import { learnKeysets } from '../../../installed/learnKeysets.ts';
import { findLicense, type LicensedMachine, openMachine } from '../../../installed/licensedMachine.ts';
import { writeMachineRequest } from '../../../installed/makeRequest.ts';
import { keepPrevious } from '../../../installed/previousLicenses.ts';
import { findReturnable, receiptOf, removeLicense, returnLicense } from '../../../installed/returnLicense.ts';
import { readStored, reasonOf, storeFile } from '../../../installed/storedFile.ts';
import { weighOffer } from '../../../installed/weighOffer.ts';
import { toInstant } from '../../../src/documents/instant.ts';
import type { MachineView, ViewRefusal } from '../../../src/machine/view.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import type { Delivery } from '../../../src/verify/delivery.ts';
import type { LicenseState } from '../../../src/verify/licenseState.ts';
import { shown } from '../../files.ts';
import type { System } from '../context/system.ts';
import { installCommand, refusalOf, targetRefusal } from './installStatus.ts';

/**
 * What the wizard's page can request. It does what the other machine commands do, on the same files. Each call reads them
 * again and returns the state after it.
 */
export interface MachineSession {
  look(): Promise<MachineView>;
  /** Makes a request to review and stores nothing but its key. @throws as `request` */
  prepare(): Promise<MachineView>;
  /** Stores the prepared request, or a new one. @throws InstallationError `installation-key-damaged`, `keep-failed` */
  request(): Promise<MachineView>;
  /** Older and invalid ones are skipped. @throws InstallationError `keep-failed` */
  takeKeyset(file: Uint8Array): Promise<MachineView>;
  /**
   * A valid license that is stored but cannot be installed, or that is worse or older than the installed one, is reported
   * in the view, not thrown.
   *
   * @param delivery exact bytes, untrusted; null for the stored license
   * @throws Refusal, InstallationError otherwise as `installLicense`
   */
  activate(delivery: Uint8Array | null): Promise<MachineView>;
  /** Decides on the license that waits. @throws as `activate` */
  decide(choice: 'replace' | 'keep'): Promise<MachineView>;
  /** Makes the activation receipt, where this installation can. @throws InstallationError `keep-failed` */
  confirm(): Promise<MachineView>;
  /** @param name untrusted text @throws InstallationError `keep-failed` */
  keepName(name: Uint8Array): Promise<MachineView>;
  /** @throws Refusal, InstallationError as `findReturnable` and `returnLicense` */
  returnLicense(): Promise<MachineView>;
}

export interface SessionParts {
  readonly profile: VendorProfile;
  /** Null if it is unknown where the product reads its license. */
  readonly target: InstallTarget | null;
  /** Called for each request. */
  readonly system: () => System;
}

export function createMachineSession({ profile, target, system }: SessionParts): MachineSession {
  /** Why the last installation failed; a check may not find that again, such as a file in use. */
  let failed: ViewRefusal | null = null;
  const open = () => openMachine(profile, system(), target);
  let prepared: Uint8Array | null = null;
  const look = () => viewOf(open(), { failed, prepared });

  function put(delivery: Delivery | null, choice: InstallChoice): void {
    const machine = open();
    try {
      const result = installLicense(machine, delivery, choice);
      if (result.outcome === 'installed') removeOffer(machine);
      else if (result.outcome !== 'learned') storeFile(machine.paths.offer, result.delivery);
      failed = null;
    } catch (error) {
      if (!(error instanceof InstallationError) || !error.code.startsWith('target-')) throw error;
      failed = refusalOf(error);
      removeOffer(machine);
    }
  }

  return {
    look,

    async prepare() {
      prepared = (await writeMachineRequest(open())).file;
      return look();
    },

    async request() {
      const machine = open();
      const file = prepared ?? (await writeMachineRequest(machine)).file;
      // The page shows the stored request.
      storeFile(machine.paths.request, file);
      prepared = null;
      return look();
    },

    async takeKeyset(file) {
      const machine = open();
      const { machine: learned, storageError } = learnKeysets(machine, [file]);
      if (storageError !== null) storeFile(learned.paths.keyset, learned.keyset.file);
      return look();
    },

    async activate(delivery) {
      put(delivery && openDelivery(delivery), { replace: false, source: null });
      return look();
    },

    async decide(choice) {
      const { paths, system } = open();
      const offer = readStored(paths.offer);
      if (choice === 'replace' && offer !== null) put(openInstalled(offer), { replace: true, source: paths.offer });
      if (choice === 'keep') {
        keepPrevious(paths.offer, paths, system.now);
        removeOffer({ paths });
      }
      return look();
    },

    async confirm() {
      await confirmActivation(open());
      return look();
    },

    async keepName(name) {
      keepMachineLabel(open().paths, new TextDecoder().decode(name));
      return look();
    },

    async returnLicense() {
      const machine = open();
      await returnLicense(machine, findReturnable(machine));
      removeLicense(machine);
      failed = null;
      return look();
    },
  };
}

/** If that fails, the page asks once more, which does no harm. */
function removeOffer({ paths }: Pick<LicensedMachine, 'paths'>): void {
  reasonOf(() => rmSync(paths.offer, { force: true }));
}

/** What the session remembers beside the machine's files. */
interface Remembered {
  readonly failed: ViewRefusal | null;
  readonly prepared: Uint8Array | null;
}

async function viewOf(machine: LicensedMachine, { failed, prepared }: Remembered): Promise<MachineView> {
  const { paths, identity, installation, surroundings, target } = machine;
  const { license, isThere, clock } = licenseIn(machine);
  const request = readStored(paths.request);
  // The check writes a file, so it runs only if a license is to be installed.
  const refusal = target && (!isThere || request) ? (targetRefusal(target, paths.license) ?? failed) : null;
  const returns = machine.returned.map(async (tombstone) => ({
    ...tombstone,
    receipt: installation && (await receiptOf(tombstone, machine, installation)),
  }));
  const { keyset, file } = machine.keyset;
  return {
    installationKey: installation?.publicKey ?? null,
    bindings: [...identity.shown],
    findings: [...identity.findings],
    strength: identity.strength,
    surroundings,
    keyset: { epoch: keyset.epoch, version: keyset.version, file: new TextDecoder().decode(file) },
    request,
    prepared,
    license,
    clock,
    returns: await Promise.all(returns),
    place: {
      path: target && shown(target.path),
      kept: shown(paths.license),
      isThere,
      refusal,
      command: target && installCommand(target, paths.license, refusal, machine.system.platform),
    },
    offered: offerIn(machine),
    name: readMachineLabel(paths),
    activation: readReceipt(paths),
  };
}

/** @returns the license that waits for a decision; null if there is nothing to decide any more */
function offerIn(machine: LicensedMachine): Uint8Array | null {
  const offer = readStored(machine.paths.offer);
  if (offer === null) return null;
  try {
    const { file, replacement } = weighOffer(machine, openInstalled(offer));
    return replacement === 'install' ? null : file;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** A license may have ended by the time that has certainly passed, and not yet by the clock: the page shows both. */
function clockIn(state: LicenseState, now: Date): MachineView['clock'] {
  if (state.state === 'clock-suspect') return { now: state.now, floor: state.floor };
  if (state.state !== 'refused' || state.code !== 'license-expired') return null;
  const [clock, counted] = [toInstant(now), String(state.details.now)];
  return counted > clock ? { now: clock, floor: counted } : null;
}

type InstallState = Pick<MachineView, 'license' | 'clock'> & { readonly isThere: boolean };

/** An installed file that is no license does not stop the wizard from installing one. */
function licenseIn(machine: LicensedMachine): InstallState {
  try {
    const found = findLicense(machine);
    if (!found) return { license: null, clock: null, isThere: false };
    const { file, state } = found;
    if (state.state !== 'refused') recordLastSeen(machine, state.license, machine.system.now);
    const clock = clockIn(state, machine.system.now);
    return { license: file, clock, isThere: found.isInPlace };
  } catch (error) {
    if (error instanceof Refusal || error instanceof InstallationError)
      return { license: null, clock: null, isThere: false };
    throw error;
  }
}
