import { rmSync } from 'node:fs';
import { joinBundle } from '../../src/documents/bundle.ts';
import { Refusal } from '../../src/refusal.ts';
import { openDelivery } from '../../src/verify/delivery.ts';
import { systemCode, Trouble } from '../errors.ts';
import { shown } from '../files.ts';
import { readKept, tryToKeep } from './keep.ts';
import { judgeDelivery, type Machine, remember } from './machine.ts';
import type { Places } from './places.ts';
import { checkTarget, install, type Target } from './target.ts';

/** As many documents as travel together, in bytes. */
export const longestDelivery = 262_144;

/** A license that holds here, and is in its place. */
export interface PutLicense {
  /** The machine with the keyset that came along, where that is newer. */
  readonly machine: Machine;
  /** Null when this user's own copy is kept; else the system's reason. */
  readonly unkept: string | null;
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
  const { places, keyset } = machine;
  const unkept = tryToKeep(places.license, file);
  const keysetUnkept = tryToKeep(places.keyset, keyset.file);
  const isTimeKept = remember(machine, state.license);
  if (unkept === null) forgetRequest(places);
  if (target === null && unkept !== null) throw nowhere(places.license, unkept, source);
  if (target !== null) place(target, file, unkept === null ? places.license : source);
  forgetRequest(places);
  return { machine, unkept, isRemembered: keysetUnkept === null && isTimeKept };
}

/** Keys that come alone are good for the license that is here. */
function whatToPut(machine: Machine, delivery: Uint8Array | null): Uint8Array {
  if (delivery === null) return keptLicense(machine);
  return openDelivery(delivery).licenses.length > 0 ? delivery : joinBundle([keptLicense(machine), delivery]);
}

function keptLicense({ places }: Machine): Uint8Array {
  const kept = readKept(places.license);
  if (kept === null) throw new Trouble('license-missing', {});
  return kept;
}

/** @param refuge where the license is meanwhile; null when it is nowhere else */
function place(target: Target, file: Uint8Array, refuge: string | null): void {
  try {
    checkTarget(target, { kept: refuge ?? '' });
    install(target, file, { kept: refuge ?? '' });
  } catch (fault) {
    if (refuge !== null || !(fault instanceof Trouble)) throw fault;
    throw nowhere(target.path, String(fault.details.reason), null);
  }
}

/** It is answered. One that stays is shown once more, and does no harm. */
export function forgetRequest({ request }: Places): void {
  try {
    rmSync(request, { force: true });
  } catch (fault) {
    if (systemCode(fault) === null) throw fault;
  }
}

function nowhere(path: string, reason: string, source: string | null): Trouble {
  return new Trouble('license-nowhere', { path: shown(path), reason, file: shown(source ?? '') });
}
