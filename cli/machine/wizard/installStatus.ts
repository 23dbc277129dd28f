import { dirname } from 'node:path';
import { InstallationError } from '../../../installed/installationError.ts';
import { checkInstallTarget, type InstallTarget } from '../../../installed/installTarget.ts';
import type { MachineView, ViewRefusal } from '../../../src/machine/view.ts';
import { Refusal, toolRefusalCodes } from '../../../src/refusal.ts';
import { shown } from '../../files.ts';

/** @returns the error as the page shows it; null for an unexpected error */
export function refusalOf(error: unknown): ViewRefusal | null {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  const code = error instanceof InstallationError && toolRefusalCodes.find((known) => known === error.code);
  return code ? { code, details: error.details } : null;
}

/** @returns why no license can be installed; null if one can */
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

/** @returns a command with which an administrator installs the stored license; null unless permissions are missing */
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

/** Quotes a path for a POSIX shell. */
function quoted(path: string): string {
  const text = shown(path);
  return /^[\w./~+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
