import { type CarriedRequest, type Draft, emptyDraft } from '../records.ts';

/** An order for several requests that is not sent yet, apart from each request's own draft. */
export interface Batch {
  readonly requestIds: readonly string[];
  readonly draft: Draft;
  /** A table that assigns serial numbers to computers, as pasted; empty without one. */
  readonly table: string;
}

/** @param stored the setting, which another version of the page may have written */
export function readBatch(stored: string | null): Batch | null {
  try {
    const { requestIds, draft, table } = JSON.parse(stored ?? 'null') as Partial<Record<string, unknown>>;
    if (!Array.isArray(requestIds) || requestIds.length === 0) return null;
    const { licenseType, serialNumber } = (draft ?? {}) as Partial<Record<string, unknown>>;
    return {
      requestIds: requestIds.filter((id) => typeof id === 'string'),
      draft: {
        licenseType: typeof licenseType === 'string' ? licenseType : null,
        serialNumber: typeof serialNumber === 'string' ? serialNumber : '',
      },
      table: typeof table === 'string' ? table : '',
    };
  } catch {
    return null;
  }
}

/**
 * Continues a batch with other requests. Nobody has chosen a license type for those, so none is chosen; what was typed
 * stays where some of its requests are still in it.
 *
 * @param before the batch until now
 * @returns a batch of exactly these requests
 */
export function batchOf(requestIds: readonly string[], before: Batch | null): Batch {
  const shared = before?.requestIds.filter((id) => requestIds.includes(id)).length ?? 0;
  if (!before || shared === 0) return { requestIds, draft: emptyDraft, table: '' };
  const isSame = shared === requestIds.length && shared === before.requestIds.length;
  if (isSame) return before;
  return { requestIds, draft: { ...emptyDraft, serialNumber: before.draft.serialNumber }, table: before.table };
}

/** @returns the draft of one request of a batch: a renewal stays one where the batch has no serial number */
export function draftInBatch({ renews }: CarriedRequest['draft'], { licenseType, serialNumber }: Draft): Draft {
  return { licenseType, serialNumber, ...(renews && { renews }) };
}
