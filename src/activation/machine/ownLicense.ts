import { joinBundle } from '../../documents/bundle.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import { readHealed } from '../../documents/incoming.ts';
import { authenticateLicense, type MachineContext, verifyLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import { licenseIn } from '../keys/bundle.ts';
import { emptyDraft } from '../records.ts';

export interface OwnLicense {
  /**
   * Verifies licenses and puts the one of this machine in force. When all are refused, the one in force stays. A keyset
   * that is newer than the page's is stored behind the license: the licensed program knows no newer one than the page did.
   *
   * @throws Refusal why the first of them is refused, when all are
   */
  acceptOwn(documents: readonly HealedDocument[]): Promise<void>;
  /**
   * Verifies the stored license, at each start: it may have expired since.
   *
   * @throws Refusal every code of `verifyLicense`
   */
  recheck(): Promise<void>;
}

export function createOwnLicense(engine: Engine): OwnLicense {
  const { vendor, state, update, show, askTool, keepMachine } = engine;

  async function recheck(): Promise<void> {
    const { license } = state.value.machine;
    if (license) update({ license: verifyLicense(licenseIn(license), await machineContext(engine)) });
  }

  async function accept(document: HealedDocument): Promise<void> {
    const context = await machineContext(engine);
    const { file, content: license } = readHealed(document, (candidate) => verifyLicense(candidate, context));
    const { newerKeyset } = vendor.keysets;
    const kept = newerKeyset ? joinBundle([file, newerKeyset]) : file;
    const answered = { license: kept, request: null, draft: emptyDraft, refusal: null };
    await keepMachine((machine) => ({ ...machine, ...answered }));
    update({ license });
    show({ at: 'activated' });
  }

  async function acceptOwn(documents: readonly HealedDocument[]): Promise<void> {
    if (await askTool((tool) => tool.activate(joinBundle(authenticFiles(engine, documents))))) {
      await recheck();
      return show({ at: 'activated' });
    }
    let first: unknown = null;
    for (const document of documents) {
      try {
        return await accept(document);
      } catch (error) {
        first ??= error;
      }
    }
    throw first;
  }

  return { acceptOwn, recheck };
}

/**
 * Chooses what the tool verifies again.
 *
 * @returns the licenses that the vendor signed, canonical
 * @throws Refusal why the first of them is refused, when all are
 */
function authenticFiles({ vendor }: Engine, documents: readonly HealedDocument[]): readonly Uint8Array[] {
  const issuer = { keyset: vendor.keysets.current, product: vendor.profile.product.id };
  const files: Uint8Array[] = [];
  let first: unknown = null;
  for (const document of documents) {
    try {
      files.push(readHealed(document, (candidate) => authenticateLicense(candidate, issuer)).file);
    } catch (error) {
      first ??= error;
    }
  }
  if (files.length === 0) throw first;
  return files;
}

async function machineContext(engine: Engine): Promise<MachineContext> {
  const { ports, vendor, state } = engine;
  return {
    keyset: vendor.keysets.current,
    product: vendor.profile.product.id,
    returned: state.value.machine.returns.map(({ licenseId }) => licenseId),
    now: ports.now(),
    ...(toolIdentity(engine) ?? (await pageIdentity(engine))),
  };
}

async function pageIdentity({ ports, state }: Engine) {
  const { publicKey } = await ports.installation.signer();
  return { installationKey: publicKey, bindings: [], requestIds: state.value.machine.requestIds };
}

/** The license is bound to the hardware, whichever request it answers; a clock that was set back blocks nothing. */
function toolIdentity({ state }: Engine) {
  const { tool } = state.value;
  return (
    tool && {
      installationKey: tool.installationKey ?? new Uint8Array(32),
      bindings: tool.bindings,
      ...(tool.clock && { now: new Date(tool.clock.floor) }),
    }
  );
}
