import { joinBundle } from '../../documents/bundle.ts';
import { type VerifiedLicense, verifyLicense } from '../../verify/license.ts';
import type { Engine } from '../engine.ts';
import { licenseIn } from '../keys/bundle.ts';
import { emptyDraft } from '../records.ts';

export interface OwnLicense {
  /**
   * Verifies a license and puts it in force. When it is refused, the one in force stays. A keyset that is newer than
   * the page's is stored behind the license: the licensed program knows no newer one than the page did.
   *
   * @throws Refusal every code of `verifyLicense`
   */
  accept(file: Uint8Array): Promise<void>;
  /**
   * Puts the license of this machine in force, out of several.
   *
   * @throws Refusal why the first of them is refused, when all are
   */
  acceptOwn(files: readonly Uint8Array[]): Promise<void>;
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
    if (license) update({ license: await verify(engine, licenseIn(license)) });
  }

  async function accept(file: Uint8Array): Promise<void> {
    const license = await verify(engine, file);
    const { newerKeyset } = vendor.keysets;
    const kept = newerKeyset ? joinBundle([file, newerKeyset]) : file;
    const answered = { license: kept, request: null, draft: emptyDraft, refusal: null };
    await keepMachine((machine) => ({ ...machine, ...answered }));
    update({ license });
    show({ at: 'activated' });
  }

  async function acceptOwn(files: readonly Uint8Array[]): Promise<void> {
    if (await askTool((tool) => tool.activate(joinBundle(files)))) {
      await recheck();
      return show({ at: 'activated' });
    }
    let first: unknown = null;
    for (const file of files) {
      try {
        return await accept(file);
      } catch (error) {
        first ??= error;
      }
    }
    throw first;
  }

  return { accept, acceptOwn, recheck };
}

async function verify(engine: Engine, license: Uint8Array): Promise<VerifiedLicense> {
  const { ports, vendor, state } = engine;
  return verifyLicense(license, {
    keyset: vendor.keysets.current,
    product: vendor.profile.product.id,
    returned: state.value.machine.returns.map(({ licenseId }) => licenseId),
    now: ports.now(),
    ...(toolIdentity(engine) ?? (await pageIdentity(engine))),
  });
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
