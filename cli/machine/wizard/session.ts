import type { MachineView, ViewRefusal } from '../../../src/machine/view.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { type MachineContext, openMachineFor, recordLastSeen, withKeysets } from '../context/machineContext.ts';
import type { System } from '../context/system.ts';
import { findLicense } from '../installed/findLicense.ts';
import { installLicense } from '../installed/installLicense.ts';
import type { InstallTarget } from '../installed/installTarget.ts';
import { makeRequest } from '../installed/makeRequest.ts';
import { findReturnable, receiptOf, removeLicense, returnLicense } from '../installed/returnLicense.ts';
import { readStored, storeFile } from '../installed/storedFile.ts';
import { installCommand, newerStoredLicense, refusalOf, targetRefusal } from './installTargetState.ts';

/**
 * What the wizard can have done: what the other commands do, on the same files. Each call looks at them anew, so that
 * whatever those commands do meanwhile is seen, and says how things stand after it.
 */
export interface MachineSession {
  look(): Promise<MachineView>;
  /** @throws Trouble `installation-key-damaged`, `keep-failed` */
  request(): Promise<MachineView>;
  /** @throws Refusal every code of `verifyKeyset`; Trouble `keep-failed` */
  takeKeyset(file: Uint8Array): Promise<MachineView>;
  /**
   * One that is good and kept, but cannot be put in its place, is said in the view and not thrown.
   *
   * @param delivery exact bytes; null for the license that is kept
   * @throws Refusal, Trouble as `putLicense` otherwise
   */
  activate(delivery: Uint8Array | null): Promise<MachineView>;
  /** @throws Refusal, Trouble as `findReturnable` and `giveBack` */
  returnLicense(): Promise<MachineView>;
}

export interface SessionParts {
  readonly profile: VendorProfile;
  /** Null where nobody has said where the product reads its license. */
  readonly target: InstallTarget | null;
  /** The world as it is at each call. */
  readonly system: () => System;
}

export function createMachineSession({ profile, target, system }: SessionParts): MachineSession {
  /** Why the license was not put in its place when that was last tried; a look may not show it: a file that is in use. */
  let refused: ViewRefusal | null = null;
  const open = () => openMachineFor(profile, system());

  function put(delivery: Uint8Array | null): void {
    try {
      installLicense(open(), delivery, target, null);
      refused = null;
    } catch (error) {
      if (!(error instanceof CommandError) || !error.code.startsWith('target-')) throw error;
      refused = refusalOf(error);
    }
  }

  return {
    look: async () => viewOf(open(), target, refused),

    async request() {
      const machine = open();
      const { file, storageError } = await makeRequest(machine);
      // The page shows what is kept, and nothing else.
      if (storageError !== null) storeFile(machine.paths.request, file);
      return viewOf(open(), target, refused);
    },

    async takeKeyset(file) {
      const machine = open();
      storeFile(machine.paths.keyset, withKeysets(machine, [file]).keyset.file);
      return viewOf(open(), target, refused);
    },

    async activate(delivery) {
      put(delivery);
      return viewOf(open(), target, refused);
    },

    async returnLicense() {
      const machine = open();
      await returnLicense(machine, findReturnable(machine, target));
      removeLicense(machine, target);
      refused = null;
      return viewOf(open(), target, null);
    },
  };
}

async function viewOf(
  machine: MachineContext,
  target: InstallTarget | null,
  refused: ViewRefusal | null,
): Promise<MachineView> {
  const { paths, identity, installation, surroundings } = machine;
  const { license, isThere, clock } = licenseIn(machine, target);
  const request = readStored(paths.request);
  // Where nothing is to be written, nothing is tried.
  const refusal = target && (!isThere || request) ? (targetRefusal(target, paths.license) ?? refused) : null;
  const returns = machine.returned.map(async (tombstone) => ({
    ...tombstone,
    receipt: installation && (await receiptOf(tombstone, machine, installation)),
  }));
  const { keyset, file } = machine.keyset;
  return {
    installationKey: installation?.publicKey ?? null,
    bindings: [...identity.bindings],
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

/** What lies in the product's place and is no license does not keep the wizard from bringing one. */
function licenseIn(machine: MachineContext, target: InstallTarget | null): InstallState {
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
