import { Refusal } from '../../refusal.ts';
import { compareLicenses, decideReplacement } from '../../verify/compareLicenses.ts';
import { type MachineContext, type VerifiedLicense, verifyLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import { licenseIn } from '../keys/bundle.ts';
import type { LicenseOffer, MachineRecord } from '../records.ts';
import { withEarlier } from './earlierLicenses.ts';
import type { LicenseInstaller } from './installer.ts';
import { machineContext } from './machineContext.ts';

/** @returns null where the license replaces the installed one without a question */
export function offerOf(license: VerifiedLicense, installed: VerifiedLicense): LicenseOffer | null {
  const { replacement, comparison } = decideReplacement(license, installed);
  const isUsable = replacement === 'ask' || compareLicenses(installed, license).worse.length > 0;
  return replacement === 'install' ? null : { replacement, comparison, isUsable };
}

/**
 * @param file a license that waits for the decision, exact bytes
 * @returns null where it is refused by now
 */
export function pendingOffer(
  file: Uint8Array,
  installed: VerifiedLicense,
  context: MachineContext,
): LicenseOffer | null {
  try {
    return offerOf(verifyLicense(file, context), installed);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** What a person decides about a license that is offered beside the one in force. */
export interface OfferActions {
  /** Shows both. */
  compare(): void;
  /** Keeps the license in force; a declined one goes to the earlier licenses. */
  keepInstalled(): Promise<void>;
  /** Puts the offered license in force. */
  acceptOffered(): Promise<void>;
}

export function offerActions(engine: Engine, { install, askToolToInstall }: LicenseInstaller): OfferActions {
  const { ports, state, update, show, guarded, askTool, keepMachine } = engine;
  return {
    compare: () => show({ at: 'replace-license' }),

    keepInstalled: () =>
      guarded(async () => {
        const { offer } = state.value;
        const isTools = await askTool((tool) => tool.decide('keep'));
        if (offer && !isTools) await keepMachine((machine) => withoutOffered(machine, offer));
        update({ offer: null });
        show({ at: 'activated' }, 'replace');
      }),

    acceptOffered: () =>
      guarded(async () => {
        if (ports.tool) return askToolToInstall((tool) => tool.decide('replace'));
        const { offered } = state.value.machine;
        if (!offered) return;
        const file = licenseIn(offered);
        await install({ file, content: verifyLicense(file, await machineContext(engine)) });
      }),
  };
}

/** An older license was on this machine before; only a declined one is kept. */
function withoutOffered(machine: MachineRecord, { replacement }: LicenseOffer): MachineRecord {
  if (replacement === 'keep') return { ...machine, offered: null };
  // The newer license has answered the request.
  return { ...machine, offered: null, request: null, earlier: withEarlier(machine, machine.offered, machine.license) };
}
