import { rmSync } from 'node:fs';
import { systemCode } from '../../../hardware/systemCode.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { Refusal } from '../../../src/refusal.ts';
import { openDelivery } from '../../../src/verify/delivery.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { judgeDelivery, type Machine, remember } from '../context/machineContext.ts';
import { checkTarget, install, type Target } from './installTarget.ts';
import type { Paths } from './paths.ts';
import { readKept, tryToKeep } from './storedFile.ts';

/** As many documents as travel together, in bytes. */
export const longestDelivery = 262_144;

/** A license that holds here, and is in its place. */
export interface PutLicense {
  /** The machine with the keyset that came along, where that is newer. */
  readonly machine: Machine;
  /** Null when this user's own copy is kept; else the system's reason. */
  readonly storageError: string | null;
  /** Whether the keys that came along and the time are kept. */
  readonly isRemembered: boolean;
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
export function putLicense(
  opened: Machine,
  delivery: Uint8Array | null,
  target: Target | null,
  source: string | null,
): PutLicense {
  const { file, state, machine } = judgeDelivery(opened, whatToPut(opened, delivery));
  if (state.state === 'refused') throw new Refusal(state.code, state.details);
  const { paths, keyset } = machine;
  const storageError = tryToKeep(paths.license, file);
  const keysetStorageError = tryToKeep(paths.keyset, keyset.file);
  const isTimeKept = remember(machine, state.license);
  if (storageError === null) forgetRequest(paths);
  if (target === null && storageError !== null) throw nowhere(paths.license, storageError, source);
  if (target !== null) place(target, file, storageError === null ? paths.license : source);
  forgetRequest(paths);
  return { machine, storageError, isRemembered: keysetStorageError === null && isTimeKept };
}

/** Keys that come alone are good for the license that is here. */
function whatToPut(machine: Machine, delivery: Uint8Array | null): Uint8Array {
  if (delivery === null) return keptLicense(machine);
  return openDelivery(delivery).licenses.length > 0 ? delivery : joinBundle([keptLicense(machine), delivery]);
}

function keptLicense({ paths }: Machine): Uint8Array {
  const kept = readKept(paths.license);
  if (kept === null) throw new CommandError('license-missing', {});
  return kept;
}

/** @param refuge where the license is meanwhile; null when it is nowhere else */
function place(target: Target, file: Uint8Array, refuge: string | null): void {
  try {
    checkTarget(target, { kept: refuge ?? '' });
    install(target, file, { kept: refuge ?? '' });
  } catch (error) {
    if (refuge !== null || !(error instanceof CommandError)) throw error;
    throw nowhere(target.path, String(error.details.reason), null);
  }
}

/** It is answered. One that stays is shown once more, and does no harm. */
export function forgetRequest({ request }: Paths): void {
  try {
    rmSync(request, { force: true });
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}

function nowhere(path: string, reason: string, source: string | null): CommandError {
  return new CommandError('license-nowhere', { path: shown(path), reason, file: shown(source ?? '') });
}
