import type { LicenseFields } from '../documents/license.ts';
import { isRenewable } from '../vendor/packedProfiles.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import { type Batch, batchOf, draftInBatch } from './batch/batch.ts';
import { refusalOf } from './keptRefusal.ts';
import type { ActivationOrder } from './ports/service.ts';
import type { StoredState } from './recordKeeper.ts';
import { type Draft, emptyDraft } from './records.ts';
import type { Order } from './screens.ts';

export interface Drafts {
  /**
   * Changes a draft in memory at once and on disk afterwards: a write that ends late must not take back letters typed
   * since. Writes run in order, and each keeps what else has changed on disk. An order for several requests has a draft
   * of its own; the drafts of its requests stay as they are.
   */
  keepDraft(order: Order, change: Partial<Draft>): Promise<void>;
  /** @returns what was chosen and typed for an order */
  draftOf(order: Order): Draft;
  /** @returns the draft with which each request of an order would be sent */
  draftsOf(order: Order): readonly Draft[];
  /** Stores the order for several that is not sent yet; null when there is none any more. */
  keepBatch(batch: Batch | null): Promise<void>;
}

export function keepDrafts({ journal, state, update }: StoredState): Drafts {
  async function stored(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
      update({ storageError: null });
    } catch (error) {
      update({ storageError: refusalOf(error) });
    }
  }

  const keepBatch = (batch: Batch | null): Promise<void> => {
    update({ batch });
    return stored(() => journal.writeSetting('batch', JSON.stringify(batch)));
  };

  async function keepDraft(order: Order, change: Partial<Draft>): Promise<void> {
    const withChange = <T extends { readonly draft: Draft }>(record: T): T => ({
      ...record,
      draft: { ...record.draft, ...change },
    });
    if (order.for === 'this-machine') {
      update({ machine: withChange(state.value.machine) });
      return stored(() => journal.writeMachine(withChange));
    }
    const [only = '', another] = order.requestIds;
    if (another !== undefined) return keepBatch(withChange(batchOf(order.requestIds, state.value.batch)));
    const { carriedRequests } = state.value;
    update({ carriedRequests: carriedRequests.map((one) => (one.requestId === only ? withChange(one) : one)) });
    return stored(() => journal.writeCarriedRequest(only, (current) => current && withChange(current)));
  }

  function draftOf(order: Order): Draft {
    const { machine, carriedRequests, batch } = state.value;
    if (order.for === 'this-machine') return machine.draft;
    const [only, another] = order.requestIds;
    if (another !== undefined) return batchOf(order.requestIds, batch).draft;
    return carriedRequests.find(({ requestId }) => requestId === only)?.draft ?? emptyDraft;
  }

  function draftsOf(order: Order): readonly Draft[] {
    const draft = draftOf(order);
    if (order.for === 'this-machine' || order.requestIds.length === 1) return [draft];
    const ids = new Set(order.requestIds);
    const ordered = state.value.carriedRequests.filter(({ requestId }) => ids.has(requestId));
    return ordered.map((one) => draftInBatch(one.draft, draft));
  }

  return { keepDraft, draftsOf, draftOf, keepBatch };
}

/**
 * @returns the draft of an order for a license of the same type; an empty one for a trial, and where the vendor no longer
 *   lists the type
 */
export function draftToRenew({ licenseId, licenseType }: LicenseFields, profile: VendorProfile): Draft {
  const isListed = profile.licenseTypes.some(({ id }) => id === licenseType);
  return isListed && isRenewable(profile, licenseType)
    ? { ...emptyDraft, licenseType, renews: { licenseId, licenseType } }
    : emptyDraft;
}

/** @returns what an order asks for, apart from its request */
export function wantedIn({
  licenseType,
  serialNumber,
  renews,
  confirmChange,
}: Draft): Omit<ActivationOrder, 'request'> {
  const isRenewal = serialNumber === '' && renews?.licenseType === licenseType;
  return {
    licenseType: licenseType ?? '',
    ...(serialNumber && { serialNumber }),
    ...(isRenewal && { renews: renews?.licenseId ?? '' }),
    ...(confirmChange && { confirmChange }),
  };
}
