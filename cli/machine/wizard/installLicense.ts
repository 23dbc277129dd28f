import { dirname } from 'node:path';
import { sameBytes } from '../../../src/crypto/bytes.ts';
import type { MachineView, ViewRefusal } from '../../../src/machine/view.ts';
import { Refusal, toolRefusalCodes } from '../../../src/refusal.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import type { Found } from '../found.ts';
import { readKept } from '../keep.ts';
import { type Judged, judgeDelivery, type Machine } from '../machine.ts';
import { checkTarget, type Target } from '../target.ts';

/** @returns what is said of a fault, in the page; null when it is one of ours */
export function refusalOf(error: unknown): ViewRefusal | null {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  const code = error instanceof CommandError && toolRefusalCodes.find((known) => known === error.code);
  return code ? { code, details: error.details } : null;
}

/** @returns why no license can be written where the product reads it; null when nothing stands in the way */
export function refusalAt(target: Target, kept: string): ViewRefusal | null {
  try {
    checkTarget(target, { kept });
    return null;
  } catch (error) {
    const trouble = refusalOf(error);
    if (trouble === null) throw error;
    return trouble;
  }
}

/**
 * The license that this user keeps, where it is newer than the one in its place: it could not be put there.
 *
 * @param found what the product goes by
 * @returns null when nothing newer is kept
 */
export function newerThan(found: Found | null, machine: Machine): Judged | null {
  if (!found || found.path === machine.paths.license) return null;
  const file = readKept(machine.paths.license);
  if (file === null || sameBytes(file, found.file)) return null;
  const kept = judgeDelivery(machine, file);
  if (kept.state.state === 'refused') return null;
  const isNewer = found.state.state === 'refused' || kept.state.license.issuedAt >= found.state.license.issuedAt;
  return isNewer ? kept : null;
}

/** @returns how an administrator puts the kept license in its place, where it is rights that are missing */
export function commandFor(
  target: Target,
  kept: string,
  trouble: ViewRefusal | null,
  platform: NodeJS.Platform,
): MachineView['place']['command'] {
  if (trouble?.code !== 'target-forbidden') return null;
  if (platform === 'win32') return `copy "${shown(kept)}" "${shown(target.path)}"`;
  const [folder, from, to] = [dirname(target.path), kept, target.path].map(quoted);
  return `sudo mkdir -p ${folder} && sudo install -m 644 ${from} ${to}`;
}

/** For a POSIX shell. */
function quoted(path: string): string {
  const text = shown(path);
  return /^[\w./~+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
