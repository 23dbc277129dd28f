import { rmSync } from 'node:fs';
import { systemCode } from '../../../hardware/systemCode.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { Refusal } from '../../../src/refusal.ts';
import { openDelivery } from '../../../src/verify/delivery.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { judgeDelivery, type MachineContext, recordLastSeen } from '../context/machineContext.ts';
import { checkInstallTarget, type InstallTarget, writeLicense } from './installTarget.ts';
import type { Paths } from './paths.ts';
import { readStored, tryToStore } from './storedFile.ts';

/** As many documents as travel together, in bytes. */
export const maxDeliveryBytes = 262_144;

/** A license that holds here, and is in its place. */
export interface InstalledLicense {
  /** The machine with the keyset that came along, where that is newer. */
  readonly machine: MachineContext;
  /** Null when this user's own copy is kept; else the system's reason. */
  readonly storageError: string | null;
  /** Whether the keys that came along and the time are kept. */
  readonly isTimeStored: boolean;
}

/**
 * Verifies a license, keeps it, and puts it where the product reads it. The copy of one's own and the keys that came along
 * come first, so that a license is safe, and good, before anything that could go wrong with its place does.
 *
 * @param delivery exact bytes, of a license, a bundle or a keyset; null for the license that is kept
 * @param target null where nobody has said where the product reads it
 * @param source the file that it came in, which is a refuge when nothing can be written; null where there is none
 * @throws Refusal every code of `judgeDelivery` and `verifyLicense`; Trouble `license-missing`, `license-nowhere`, `target-…`
 */
export function installLicense(
  opened: MachineContext,
  delivery: Uint8Array | null,
  target: InstallTarget | null,
  source: string | null,
): InstalledLicense {
  const { file, state, machine } = judgeDelivery(opened, deliveryWithLicense(opened, delivery));
  if (state.state === 'refused') throw new Refusal(state.code, state.details);
  const { paths, keyset } = machine;
  const storageError = tryToStore(paths.license, file);
  const keysetStorageError = tryToStore(paths.keyset, keyset.file);
  const isTimeKept = recordLastSeen(machine, state.license);
  if (storageError === null) removeRequest(paths);
  if (target === null && storageError !== null) throw unwrittenError(paths.license, storageError, source);
  if (target !== null) installAt(target, file, storageError === null ? paths.license : source);
  removeRequest(paths);
  return { machine, storageError, isTimeStored: keysetStorageError === null && isTimeKept };
}

/** Keys that come alone are good for the license that is here. */
function deliveryWithLicense(machine: MachineContext, delivery: Uint8Array | null): Uint8Array {
  if (delivery === null) return storedLicense(machine);
  return openDelivery(delivery).licenses.length > 0 ? delivery : joinBundle([storedLicense(machine), delivery]);
}

function storedLicense({ paths }: MachineContext): Uint8Array {
  const kept = readStored(paths.license);
  if (kept === null) throw new CommandError('license-missing', {});
  return kept;
}

/** @param copy where the license is meanwhile; null when it is nowhere else */
function installAt(target: InstallTarget, file: Uint8Array, copy: string | null): void {
  try {
    checkInstallTarget(target, { kept: copy ?? '' });
    writeLicense(target, file, { kept: copy ?? '' });
  } catch (error) {
    if (copy !== null || !(error instanceof CommandError)) throw error;
    throw unwrittenError(target.path, String(error.details.reason), null);
  }
}

/** It is answered. One that stays is shown once more, and does no harm. */
export function removeRequest({ request }: Paths): void {
  try {
    rmSync(request, { force: true });
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

function unwrittenError(path: string, reason: string, source: string | null): CommandError {
  return new CommandError('license-nowhere', { path: shown(path), reason, file: shown(source ?? '') });
}
