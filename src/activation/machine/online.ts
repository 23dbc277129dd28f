import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { draftToRenew, wantedIn } from '../drafts.ts';
import type { Engine } from '../engine.ts';
import { askedToWait, refusalOf } from '../keptRefusal.ts';
import { takeKeysets } from '../keys/bundle.ts';
import type { KeptRefusal } from '../records.ts';
import type { OwnLicense } from './ownLicense.ts';
import { makeRequest } from './ownRequest.ts';

export interface OnlineActivation {
  /** Looks for the service: online activation when it answers, "No network connection" when it does not. */
  connect(): Promise<void>;
  /**
   * Orders this machine's license over the network and puts it in force.
   *
   * @throws Refusal whatever the service refuses; every code of `verifyLicense`
   */
  orderOnline(): Promise<void>;
}

/** @param review where nothing can be ordered over the network: shows the request to carry */
export function createOnlineActivation(
  engine: Engine,
  { acceptOwn }: OwnLicense,
  review: () => Promise<void>,
): OnlineActivation {
  const { ports, state, update, show, keepMachine } = engine;
  const repeat = createDelayedOrder(engine);

  async function connect(): Promise<void> {
    if (ports.tool) return review();
    show({ at: 'connecting' }, state.value.screen.at === 'no-network' ? 'replace' : 'push');
    const unreachable = await lookForService();
    update({ unreachable });
    // Somebody went on without waiting.
    if (state.value.screen.at !== 'connecting') return;
    show(unreachable ? { at: 'no-network' } : { at: 'license-type', order: { for: 'this-machine' } });
  }

  /** @returns why the service cannot be used; null when it can */
  async function lookForService(): Promise<KeptRefusal | null> {
    try {
      await ports.service.greet();
      await prefillDraft(engine);
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  }

  async function orderOnline(): Promise<void> {
    try {
      const answer = await fetchLicense(engine);
      await acceptOwn((await takeKeysets(engine, exactDocumentsIn(answer))).documents);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'too-many-attempts') repeat(refusal, orderOnline);
      if (refusal.code !== 'machine-changed') throw error;
      await keepMachine((machine) => ({ ...machine, refusal }));
      show({ at: 'changed', order: { for: 'this-machine' } });
    }
  }

  return { connect, orderOnline };
}

/** A renewal begins with the type of the license that it renews. */
async function prefillDraft({ state, vendor, keepDraft }: Engine): Promise<void> {
  const { license, machine } = state.value;
  if (!license || machine.draft.licenseType) return;
  await keepDraft({ for: 'this-machine' }, draftToRenew(license, vendor.profile));
}

async function fetchLicense(engine: Engine): Promise<Uint8Array> {
  const { draft, request } = engine.state.value.machine;
  return engine.ports.service.activate({ request: request ?? (await makeRequest(engine)), ...wantedIn(draft) });
}

/**
 * @returns orders again once the service accepts orders again, unless the person has changed the order or left its
 *   screen; a further call replaces the planned one
 */
function createDelayedOrder({ ports, state, guarded }: Engine) {
  let cancel = () => {};
  return (refusal: KeptRefusal, order: () => Promise<void>): void => {
    const sent = state.value.machine.draft;
    cancel();
    cancel = ports.later(askedToWait(refusal), () => {
      const { screen, machine, busy } = state.value;
      const { licenseType, serialNumber } = machine.draft;
      const isInFront = 'order' in screen && screen.order.for === 'this-machine';
      const isSame = licenseType === sent.licenseType && serialNumber === sent.serialNumber;
      if (isInFront && isSame && !busy) void guarded(order);
    });
  };
}
