import type { LicenseFields } from '../documents/license.ts';
import { isRenewable, type VendorProfile } from '../vendor/profile.ts';
import { refusalOf } from './keptRefusal.ts';
import type { ActivationOrder } from './ports/service.ts';
import type { StoredState } from './recordKeeper.ts';
import { type Draft, emptyDraft } from './records.ts';
import type { Order } from './screens.ts';

export interface Drafts {
  /**
   * Changes a draft in memory at once and on disk afterwards: a write that ends late must not take back letters typed
   * since. Writes run in order, and each keeps what else has changed on disk.
   */
  keepDraft(order: Order, change: Partial<Draft>): Promise<void>;
  draftOf(order: Order): Draft;
  /** @returns the draft of each request of an order */
  draftsOf(order: Order): readonly Draft[];
}

export function keepDrafts({ journal, state, update }: StoredState): Drafts {
  async function keepDraft(order: Order, change: Partial<Draft>): Promise<void> {
    const withChange = <T extends { readonly draft: Draft }>(record: T): T => ({
      ...record,
      draft: { ...record.draft, ...change },
    });
    try {
      if (order.for === 'this-machine') {
        update({ machine: withChange(state.value.machine) });
        await journal.writeMachine(withChange);
      } else {
        const { requestIds } = order;
        update({
          carriedRequests: state.value.carriedRequests.map((one) =>
            requestIds.includes(one.requestId) ? withChange(one) : one,
          ),
        });
        const write = (id: string) => journal.writeCarriedRequest(id, (current) => current && withChange(current));
        await Promise.all(requestIds.map(write));
      }
      update({ storageError: null });
    } catch (error) {
      update({ storageError: refusalOf(error) });
    }
  }

  function draftsOf(order: Order): readonly Draft[] {
    const { machine, carriedRequests } = state.value;
    if (order.for === 'this-machine') return [machine.draft];
    return carriedRequests.filter(({ requestId }) => order.requestIds.includes(requestId)).map(({ draft }) => draft);
  }

  return { keepDraft, draftsOf, draftOf: (order) => draftsOf(order)[0] ?? emptyDraft };
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
