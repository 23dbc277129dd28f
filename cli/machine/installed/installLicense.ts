import { rmSync } from 'node:fs';
import { outlastLock } from '../../../files/lockedFile.ts';
import { systemCode } from '../../../files/systemCode.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Delivery } from '../../../src/verify/delivery.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { judgeDelivery, type LicensedMachine, recordLastSeen } from '../context/licensedMachine.ts';
import { openInstalled } from './delivery.ts';
import { checkInstallTarget, type InstallTarget, writeLicense } from './installTarget.ts';
import type { Paths } from './paths.ts';
import { readStored, tryToStore } from './storedFile.ts';

/** A license that is valid on this machine and installed. */
export interface InstalledLicense {
  /** With the keyset of the same file, if that is newer. */
  readonly machine: LicensedMachine;
  /** Null if this user's own copy was stored; else the system's error code. */
  readonly storageError: string | null;
  /** Whether the keyset and the time could be stored. */
  readonly isTimeStored: boolean;
}

/**
 * Verifies a license, stores a copy, and installs it where the product reads it. Copy and keyset are stored first, so that
 * nothing is lost if the installation fails.
 *
 * @param delivery untrusted; null for the stored copy
 * @param target null if it is unknown where the product reads its license
 * @param source the file that the license came in, for messages if nothing can be written; null if there is none
 * @throws Refusal every code of `judgeDelivery` and `verifyLicense`; CommandError `license-missing`, `license-nowhere`,
 *   `target-…`
 */
export function installLicense(
  opened: LicensedMachine,
  delivery: Delivery | null,
  target: InstallTarget | null,
  source: string | null,
): InstalledLicense {
  const { file, state, machine } = judgeDelivery(opened, deliveryWithLicense(opened, delivery));
  if (state.state === 'refused') throw new Refusal(state.code, state.details);
  const { paths, keyset } = machine;
  const storageError = tryToStore(paths.license, file);
  const keysetStorageError = tryToStore(paths.keyset, keyset.file);
  const isTimeStored = recordLastSeen(machine, state.license);
  if (storageError === null) removeRequest(paths);
  if (target === null && storageError !== null) throw unwrittenError(paths.license, storageError, source);
  if (target !== null) installAt(target, file, storageError === null ? paths.license : source);
  removeRequest(paths);
  return { machine, storageError, isTimeStored: keysetStorageError === null && isTimeStored };
}

/** A keyset without a license is judged together with the stored license. */
function deliveryWithLicense({ paths }: LicensedMachine, delivery: Delivery | null): Delivery {
  if (delivery && delivery.licenses.length > 0) return delivery;
  const file = readStored(paths.license);
  if (file === null) throw new CommandError('license-missing', { path: shown(paths.license) });
  const stored = openInstalled(file);
  return { ...stored, keysets: [...stored.keysets, ...(delivery?.keysets ?? [])] };
}

/** @param copy where else the license is; null: nowhere */
function installAt(target: InstallTarget, file: Uint8Array, copy: string | null): void {
  try {
    checkInstallTarget(target, { kept: copy ?? '' });
    writeLicense(target, file, { kept: copy ?? '' });
  } catch (error) {
    if (copy !== null || !(error instanceof CommandError)) throw error;
    throw unwrittenError(target.path, String(error.details.reason), null);
  }
}

/** Removes the answered request. If that fails, the wizard shows it once more, which does no harm. */
export function removeRequest({ request }: Paths): void {
  try {
    outlastLock(() => rmSync(request, { force: true }));
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

function unwrittenError(path: string, reason: string, source: string | null): CommandError {
  return new CommandError('license-nowhere', { path: shown(path), reason, file: shown(source ?? '') });
}
