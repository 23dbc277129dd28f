import { readRequest } from '../../documents/request.ts';
import type { Engine } from '../engine.ts';
import { keepRequest, signRequest } from './ownRequest.ts';

/**
 * The request is made before its review, so that the person sees exactly what will leave, down to the signature. It is
 * stored, and shown as a code, only after it.
 */
export function createReview(engine: Engine) {
  const { ports, vendor, state, update, show, guarded, askTool } = engine;
  let preparing: Promise<void> = Promise.resolve();

  /** Makes the request to review. It replaces one that was not stored. */
  function prepare(): Promise<void> {
    preparing = guarded(async () => {
      update({ prepared: null });
      const isTool = await askTool((tool) => tool.prepareRequest());
      update({ prepared: isTool ? (ports.tool?.seen?.prepared ?? null) : await signRequest(engine) });
    });
    return preparing;
  }

  return {
    prepare,

    /** Manual activation: shows everything that the request contains. */
    review(): Promise<void> {
      show({ at: 'review' });
      return prepare();
    },

    /**
     * Stores the request that was reviewed. Without one, a request that is stored already stays; else a new one is made.
     *
     * @throws Refusal `storage-…`; with the tool, as its `makeRequest`
     */
    async takePrepared(): Promise<void> {
      await preparing;
      const { prepared, machine } = state.value;
      if (!prepared && machine.request) return;
      if (!(await askTool((tool) => tool.makeRequest()))) {
        const fits = prepared && readRequest(prepared).product === vendor.profile.product.id;
        await keepRequest(engine, fits ? prepared : await signRequest(engine));
      }
      update({ prepared: null });
    },
  };
}
