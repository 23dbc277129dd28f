import type { MachineView, ViewRefusal } from '../../../src/machine/view.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { type LicensedMachine, openMachineFor, recordLastSeen, withKeysets } from '../context/licensedMachine.ts';
import type { System } from '../context/system.ts';
import { findLicense } from '../installed/findLicense.ts';
import { installLicense } from '../installed/installLicense.ts';
import type { InstallTarget } from '../installed/installTarget.ts';
import { makeRequest } from '../installed/makeRequest.ts';
import { findReturnable, receiptOf, removeLicense, returnLicense } from '../installed/returnLicense.ts';
import { readStored, storeFile } from '../installed/storedFile.ts';
import { installCommand, newerStoredLicense, refusalOf, targetRefusal } from './installStatus.ts';

/**
 * What the wizard's page can request. It does what the other machine commands do, on the same files. Each call reads them
 * again and returns the state after it.
 */
export interface MachineSession {
  look(): Promise<MachineView>;
  /** @throws CommandError `installation-key-damaged`, `keep-failed` */
  request(): Promise<MachineView>;
  /** @throws Refusal every code of `verifyKeyset`; CommandError `keep-failed` */
  takeKeyset(file: Uint8Array): Promise<MachineView>;
  /**
   * A valid license that is stored but cannot be installed is reported in the view, not thrown.
   *
   * @param delivery exact bytes, untrusted; null for the stored license
   * @throws Refusal, CommandError otherwise as `installLicense`
   */
  activate(delivery: Uint8Array | null): Promise<MachineView>;
  /** @throws Refusal, CommandError as `findReturnable` and `returnLicense` */
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
  const open = () => openMachineFor(profile, system());

  function put(delivery: Uint8Array | null): void {
    try {
      installLicense(open(), delivery, target, null);
      failed = null;
    } catch (error) {
      if (!(error instanceof CommandError) || !error.code.startsWith('target-')) throw error;
      failed = refusalOf(error);
    }
  }

  return {
    look: async () => viewOf(open(), target, failed),

    async request() {
      const machine = open();
      const { file, storageError } = await makeRequest(machine);
      // The page shows the stored request.
      if (storageError !== null) storeFile(machine.paths.request, file);
      return viewOf(open(), target, failed);
    },

    async takeKeyset(file) {
      const machine = open();
      storeFile(machine.paths.keyset, withKeysets(machine, [file]).keyset.file);
      return viewOf(open(), target, failed);
    },

    async activate(delivery) {
      put(delivery);
      return viewOf(open(), target, failed);
    },

    async returnLicense() {
      const machine = open();
      await returnLicense(machine, findReturnable(machine, target));
      removeLicense(machine, target);
      failed = null;
      return viewOf(open(), target, null);
    },
  };
}

async function viewOf(
  machine: LicensedMachine,
  target: InstallTarget | null,
  failed: ViewRefusal | null,
): Promise<MachineView> {
  const { paths, identity, installation, surroundings } = machine;
  const { license, isThere, clock } = licenseIn(machine, target);
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
  };
}

type InstallState = Pick<MachineView, 'license' | 'clock'> & { readonly isThere: boolean };

/** An installed file that is no license does not stop the wizard from installing one. */
function licenseIn(machine: LicensedMachine, target: InstallTarget | null): InstallState {
  try {
    const found = findLicense(machine, target);
    const newer = newerStoredLicense(found, machine);
    const judged = newer ?? found;
    if (!judged) return { license: null, clock: null, isThere: false };
    const { file, state } = judged;
    if (state.state !== 'refused') recordLastSeen(judged.machine, state.license);
    const clock = state.state === 'clock-suspect' ? { now: state.now, floor: state.floor } : null;
    return { license: file, clock, isThere: newer === null && (found?.isInPlace ?? false) };
  } catch (error) {
    if (error instanceof Refusal || error instanceof CommandError)
      return { license: null, clock: null, isThere: false };
    throw error;
  }
}
