import { joinBundle } from '../../documents/bundle.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import type { MachineContext } from '../../verify/license.ts';
import { standingOf } from '../../verify/standing.ts';
import type { Engine } from '../engine.ts';
import { licenseIn } from '../keys/bundle.ts';
import type { LicenseOffer } from '../records.ts';
import { authenticFiles, chooseLicense } from './chooseLicense.ts';
import { explainForgotten } from './forgottenRequest.ts';
import { createInstaller } from './installer.ts';
import { machineContext } from './machineContext.ts';
import { type OfferActions, offerActions, offerOf, pendingOffer } from './replacement.ts';

export interface OwnLicense extends OfferActions {
  /**
   * Verifies licenses and puts the best of this machine in force. One that is worse than the license in force waits for
   * the person's decision, and an older one does not replace it. When all are refused, the one in force stays.
   *
   * @throws Refusal why the one that passed the most checks is refused, when all are
   */
  acceptOwn(documents: readonly HealedDocument[]): Promise<void>;
  /**
   * Verifies the stored licenses, at each start and when the person returns: one may have ended since, or the clock may
   * have been corrected.
   *
   * @throws Refusal every code of `verifyLicense`, except those of its dates
   */
  recheck(): Promise<void>;
}

const nothingInForce = { license: null, outOfTerm: null, offer: null } as const;

export function createOwnLicense(engine: Engine): OwnLicense {
  const { ports, state, update, show, keepMachine } = engine;
  const installer = createInstaller(engine, recheck);

  async function recheck(): Promise<void> {
    const { license, offered } = state.value.machine;
    if (!license) return update(nothingInForce);
    try {
      const context = await machineContext(engine);
      const standing = standingOf(licenseIn(license), context);
      update({ ...standing, offer: offered && pendingOffer(licenseIn(offered), standing.license, context) });
    } catch (error) {
      update(nothingInForce);
      throw error;
    }
  }

  async function ask(file: Uint8Array, offer: LicenseOffer): Promise<void> {
    await keepMachine((machine) => ({ ...machine, offered: installer.withKeyset(file) }));
    update({ offer });
    show({ at: 'replace-license' });
  }

  async function choose(documents: readonly HealedDocument[], context: MachineContext) {
    try {
      return chooseLicense(documents, context);
    } catch (refused) {
      throw await explainForgotten(engine, documents, context, refused);
    }
  }

  async function acceptOwn(documents: readonly HealedDocument[]): Promise<void> {
    const context = await machineContext(engine);
    if (ports.tool) {
      const authentic = joinBundle(authenticFiles(documents, context));
      return installer.askToolToInstall((tool) => tool.activate(authentic));
    }
    const chosen = await choose(documents, context);
    const { license: installed, outOfTerm } = state.value;
    const hasEnded = outOfTerm?.code === 'license-expired';
    const offer = installed && !hasEnded ? offerOf(chosen.content, installed) : null;
    return offer ? ask(chosen.file, offer) : installer.install(chosen);
  }

  return { acceptOwn, recheck, ...offerActions(engine, installer) };
}
