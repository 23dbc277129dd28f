import { readRequest } from '../../documents/request.ts';
import type { Engine } from '../engine.ts';
import { emptyDraft } from '../records.ts';
import { earlierLicenseActions } from './earlierLicenses.ts';
import { identityActions } from './identity.ts';
import { licenseTermActions } from './licenseTerm.ts';
import { createOnlineActivation } from './online.ts';
import { createOwnLicense } from './ownLicense.ts';
import { createReview } from './review.ts';

export type MachineActions = ReturnType<typeof machineActions>;

/** Actions on the computer that is activated. */
export function machineActions(engine: Engine) {
  const { show, guarded, keepMachine } = engine;
  const { review, prepare, takePrepared } = createReview(engine);
  const ownLicense = createOwnLicense(engine);
  const online = createOnlineActivation(engine, ownLicense, review);

  /** Stores the request that was reviewed, or a new one, and shows it as a code. */
  const createRequest = (): Promise<void> =>
    guarded(async () => {
      await keepMachine((machine) => ({ ...machine, draft: emptyDraft }));
      await takePrepared();
      show({ at: 'request' });
    });

  return {
    ...ownLicense,
    ...online,
    ...licenseTermActions(engine, ownLicense),
    ...earlierLicenseActions(engine),
    ...identityActions(engine),

    review,
    prepare,

    createRequest,

    /** Replaces the request with a new one. A license that answers the old one is still accepted. */
    async startOver(): Promise<void> {
      let isReady = false;
      await guarded(async () => {
        await keepMachine((machine) => ({ ...machine, request: null }));
        isReady = true;
      });
      if (isReady) await review();
    },

    /** After a license that does not fit: shows the pending request, or makes one. */
    async requestAnew(): Promise<void> {
      engine.update({ refusal: null });
      if (engine.state.value.machine.request) show({ at: 'request' });
      else await createRequest();
    },

    /**
     * Gets a further license, over the network where possible. The license in force stays until the new one arrives; a
     * request that is on its way is continued.
     */
    async renew(): Promise<void> {
      const { request, draft } = engine.state.value.machine;
      // A license type that was chosen here belongs to an order over the network.
      if (request && !draft.licenseType) return show({ at: 'request' });
      await online.connect();
    },

    receive(): void {
      show({ at: 'receive' });
    },

    /** Installs the stored license where the product reads it, after that has failed. */
    place: (): Promise<void> => guarded(async () => void (await engine.askTool((tool) => tool.place()))),

    /** @returns the id of the pending request, null when there is none */
    pendingRequestId(): string | null {
      const { request } = engine.state.value.machine;
      return request && readRequest(request).requestId;
    },
  };
}
