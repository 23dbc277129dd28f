import { dirname } from 'node:path';
import type { MachineView, ViewRefusal } from '../../../src/machine/view.ts';
import { Refusal, toolRefusalCodes } from '../../../src/refusal.ts';
import { sameBytes } from '../../../src/transfer/bytes.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { type JudgedLicense, judgeDelivery, type MachineContext } from '../context/machineContext.ts';
import type { FoundLicense } from '../installed/findLicense.ts';
import { checkInstallTarget, type InstallTarget } from '../installed/installTarget.ts';
import { readStored } from '../installed/storedFile.ts';

/** @returns what is said of a fault, in the page; null when it is one of ours */
export function refusalOf(error: unknown): ViewRefusal | null {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  const code = error instanceof CommandError && toolRefusalCodes.find((known) => known === error.code);
  return code ? { code, details: error.details } : null;
}

/** @returns why no license can be written where the product reads it; null when nothing stands in the way */
export function targetRefusal(target: InstallTarget, kept: string): ViewRefusal | null {
  try {
    checkInstallTarget(target, { kept });
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

/**
 * The license that this user keeps, where it is newer than the one in its place: it could not be put there.
 *
 * @param found what the product goes by
 * @returns null when nothing newer is kept
 */
export function newerStoredLicense(found: FoundLicense | null, machine: MachineContext): JudgedLicense | null {
  if (!found || found.path === machine.paths.license) return null;
  const file = readStored(machine.paths.license);
  if (file === null || sameBytes(file, found.file)) return null;
  const kept = judgeDelivery(machine, file);
  if (kept.state.state === 'refused') return null;
  const isNewer = found.state.state === 'refused' || kept.state.license.issuedAt >= found.state.license.issuedAt;
  return isNewer ? kept : null;
}

/** @returns how an administrator puts the kept license in its place, where it is rights that are missing */
export function installCommand(
  target: InstallTarget,
  kept: string,
  refusal: ViewRefusal | null,
  platform: NodeJS.Platform,
): MachineView['place']['command'] {
  if (refusal?.code !== 'target-forbidden') return null;
  if (platform === 'win32') return `copy "${shown(kept)}" "${shown(target.path)}"`;
  const [folder, from, to] = [dirname(target.path), kept, target.path].map(quoted);
  return `sudo mkdir -p ${folder} && sudo install -m 644 ${from} ${to}`;
}

/** For a POSIX shell. */
function quoted(path: string): string {
  const text = shown(path);
  return /^[\w./~+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
