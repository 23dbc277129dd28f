import { encodeBase64Url } from '../crypto/base64.ts';
import { joinBundle, splitBundle } from '../documents/bundle.ts';
import { toInstant } from '../documents/instant.ts';
import { machineName } from '../documents/machineName.ts';
import { readRequest, writeRequest } from '../documents/request.ts';
import { readReturnReceipt } from '../documents/returnReceipt.ts';
import { type VerifiedLicense, verifyLicense } from '../verify/license.ts';
import { licenseIn, takeKeysets } from './bundle.ts';
import { askedToWait, type Engine, refusalOf } from './engine.ts';
import { emptyDraft, type KeptRefusal } from './ports.ts';

export type MachineActions = ReturnType<typeof machineActions>;

/** What the person does on the computer that is to be activated. */
export function machineActions(engine: Engine) {
  const { ports, vendor, state, update, show, guarded, askTool, keepMachine } = engine;
  const { product } = vendor.profile;

  /** @returns exact bytes; in a page by itself */
  async function makeRequest(): Promise<Uint8Array> {
    const signer = await ports.installation.signer();
    const requestId = encodeBase64Url(ports.randomBytes(16));
    const request = await writeRequest(
      {
        requestId,
        product: product.id,
        productVersion: product.version,
        createdAt: toInstant(ports.now()),
        installationKey: signer.publicKey,
        keysetVersion: vendor.keysets.current.version,
        // A page cannot read hardware: its request is bound to the installation key alone.
        bindingStrength: 'weak',
        bindings: [],
      },
      signer,
    );
    await keepMachine((machine) => ({ ...machine, request, requestIds: [...machine.requestIds, requestId] }));
    return request;
  }

  /** @throws Refusal whatever the service refuses */
  async function fetchLicense(): Promise<Uint8Array> {
    const { draft, request } = state.value.machine;
    return ports.service.activate({
      request: request ?? (await makeRequest()),
      licenseType: draft.licenseType ?? '',
      ...(draft.serialNumber && { serialNumber: draft.serialNumber }),
      ...(draft.confirmChange && { confirmChange: true }),
    });
  }

  async function verify(license: Uint8Array): Promise<VerifiedLicense> {
    return verifyLicense(license, {
      keyset: vendor.keysets.current,
      product: product.id,
      returned: state.value.machine.returns.map(({ licenseId }) => licenseId),
      now: ports.now(),
      ...(toolIdentity() ?? (await pageIdentity())),
    });
  }

  async function pageIdentity() {
    const { publicKey } = await ports.installation.signer();
    return { installationKey: publicKey, bindings: [], requestIds: state.value.machine.requestIds };
  }

  /** Whatever request a license answers, it is bound to the hardware; and a clock that was set back holds nothing up. */
  function toolIdentity() {
    const { tool } = state.value;
    return (
      tool && {
        installationKey: tool.installationKey ?? new Uint8Array(32),
        bindings: tool.bindings,
        ...(tool.clock && { now: new Date(tool.clock.floor) }),
      }
    );
  }

  let cancelAgain = () => {};

  /** Once the service takes orders again, unless the person has changed this one or gone elsewhere. */
  function orderAgainLater(refusal: KeptRefusal, again: () => Promise<void>): void {
    const sent = state.value.machine.draft;
    cancelAgain();
    cancelAgain = ports.later(askedToWait(refusal), () => {
      const { screen, machine, busy } = state.value;
      const { licenseType, serialNumber } = machine.draft;
      const isInFront = 'order' in screen && screen.order.for === 'this-machine';
      const isSame = licenseType === sent.licenseType && serialNumber === sent.serialNumber;
      if (isInFront && isSame && !busy) void guarded(again);
    });
  }

  return {
    /** Looks for the service: online activation when it answers, "No network connection" when it does not. */
    async connect(): Promise<void> {
      if (ports.tool) return show({ at: 'review' });
      show({ at: 'connecting' }, state.value.screen.at === 'no-network' ? 'replace' : 'push');
      try {
        await ports.service.greet();
        update({ unreachable: null });
        show({ at: 'license-type', order: { for: 'this-machine' } });
      } catch (error) {
        update({ unreachable: refusalOf(error) });
        show({ at: 'no-network' });
      }
    },

    /** Manual activation: shows what will leave the machine. */
    review(): void {
      show({ at: 'review' });
    },

    createRequest: (): Promise<void> =>
      guarded(async () => {
        await keepMachine((machine) => ({ ...machine, draft: emptyDraft }));
        if (!(await askTool((tool) => tool.makeRequest()))) await makeRequest();
        show({ at: 'request' });
      }),

    /** Puts the request aside for a new one. A license that answers the old one is still accepted. */
    startOver: (): Promise<void> =>
      guarded(async () => {
        await keepMachine((machine) => ({ ...machine, request: null }));
        show({ at: 'review' });
      }),

    /** A further license: over the network when there is one. The license in force stays until the new one is here. */
    async renew(): Promise<void> {
      await keepMachine((machine) => ({ ...machine, request: null, draft: emptyDraft }));
      await this.connect();
    },

    receive(): void {
      show({ at: 'receive' });
    },

    /** Orders this machine's own license over the network. */
    async orderOnline(): Promise<void> {
      const license = await fetchLicense().catch(async (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal.code === 'too-many-attempts') orderAgainLater(refusal, () => this.orderOnline());
        if (refusal.code !== 'machine-changed') throw error;
        await keepMachine((machine) => ({ ...machine, refusal: refusal }));
        show({ at: 'changed', order: { for: 'this-machine' } });
        return null;
      });
      if (!license) return;
      await this.acceptOwn((await takeKeysets(engine, splitBundle(license))).documents);
    },

    /**
     * Verifies a license and puts it in force. The license that was in force before stays when this one is refused. A
     * keyset that is newer than the page's is kept behind it: the program may know no newer one than the page did.
     *
     * @throws Refusal every code of `verifyLicense`
     */
    async accept(file: Uint8Array): Promise<void> {
      const license = await verify(file);
      const { newerKeyset } = vendor.keysets;
      const kept = newerKeyset ? joinBundle([file, newerKeyset]) : file;
      const answered = { license: kept, request: null, draft: emptyDraft, refusal: null };
      await keepMachine((machine) => ({ ...machine, ...answered }));
      update({ license });
      show({ at: 'activated' });
    },

    /**
     * Picks this machine's own license out of several.
     *
     * @throws Refusal why the first of them is refused, when none is this machine's
     */
    async acceptOwn(files: readonly Uint8Array[]): Promise<void> {
      if (await askTool((tool) => tool.activate(joinBundle(files)))) {
        await this.recheck();
        return show({ at: 'activated' });
      }
      let first: unknown = null;
      for (const file of files) {
        try {
          return await this.accept(file);
        } catch (error) {
          first ??= error;
        }
      }
      throw first;
    },

    /** Puts the license that is kept where the product reads it, after that has failed. */
    place: (): Promise<void> => guarded(async () => void (await askTool((tool) => tool.place()))),

    /** Checks the license that was kept, at each start: it may have expired since. */
    async recheck(): Promise<void> {
      const { license } = state.value.machine;
      if (license) update({ license: await verify(licenseIn(license)) });
    },

    /** @returns the name by which people at the vendor's find this machine; null while it has sent nothing */
    name(): string | null {
      const { license, machine } = state.value;
      const { request, returns } = machine;
      const receipt = returns.at(-1)?.receipt;
      const document = license ?? (request && readRequest(request)) ?? (receipt && readReturnReceipt(receipt));
      return document ? machineName(document.installationKey) : null;
    },

    /** @returns the id of the request on its way, null when there is none */
    pendingRequestId(): string | null {
      const { request } = state.value.machine;
      return request && readRequest(request).requestId;
    },
  };
}
