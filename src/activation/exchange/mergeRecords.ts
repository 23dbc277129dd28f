import type { CarriedReceipt, CarriedRequest } from '../records.ts';

/**
 * Merges what two devices know of one request. The order does not matter, and merging again changes nothing: of each
 * part the greater one wins, by an order in which no two different ones are equal.
 *
 * @param issuedAt returns when a license was issued, as an instant; empty when it cannot be read
 */
export function mergeRequests(
  one: CarriedRequest,
  other: CarriedRequest,
  issuedAt: (license: Uint8Array) => string,
): CarriedRequest {
  const progress = greater(one, other, (record) => progressOf(record, issuedAt));
  const named = greater(one, other, ({ name, namedAt, receivedAt }) => [
    name === '' ? '0' : '1',
    namedAt ?? receivedAt,
    name,
  ]);
  const { namedAt: _, ...rest } = one;
  return {
    ...rest,
    name: named.name,
    ...(named.namedAt !== undefined && { namedAt: named.namedAt }),
    request: greater(one, other, ({ request }) => [textOf(request)]).request,
    receivedAt: one.receivedAt < other.receivedAt ? one.receivedAt : other.receivedAt,
    draft: progress.draft,
    stage: progress.stage,
    license: progress.license,
    refusal: progress.refusal,
    deliveredAt: earlier(one.deliveredAt, other.deliveredAt),
    returnedAt: earlier(one.returnedAt, other.returnedAt),
  };
}

/** As {@link mergeRequests}: an answer counts more than a refusal, and that more than waiting. */
export function mergeReceipts(one: CarriedReceipt, other: CarriedReceipt): CarriedReceipt {
  const known = greater(one, other, ({ answer, refusal }) => [
    answer ? '2' : refusal ? '1' : '0',
    JSON.stringify([answer, refusal]),
  ]);
  return {
    ...one,
    receivedAt: one.receivedAt < other.receivedAt ? one.receivedAt : other.receivedAt,
    answer: known.answer,
    refusal: known.refusal,
  };
}

const stages: readonly CarriedRequest['stage'][] = ['open', 'waiting', 'licensed'];

/** How far a request is: its stage, then the newer license, then the more complete order, then a reason of the service. */
function progressOf(record: CarriedRequest, issuedAt: (license: Uint8Array) => string): readonly string[] {
  const { stage, license, draft, refusal } = record;
  return [
    String(stages.indexOf(stage)),
    license ? issuedAt(license) : '',
    String(Number(draft.licenseType !== null) + 2 * Number(draft.serialNumber !== '')),
    refusal ? '1' : '0',
    license ? textOf(license) : '',
    JSON.stringify([draft.licenseType, draft.serialNumber, draft.renews?.licenseId, draft.renews?.licenseType]),
    String(draft.confirmChange),
    JSON.stringify([refusal?.code, refusal && Object.entries(refusal.details).sort()]),
  ];
}

function greater<T>(one: T, other: T, keysOf: (record: T) => readonly string[]): T {
  const [left, right] = [keysOf(one), keysOf(other)];
  for (const [at, key] of left.entries()) {
    const its = right[at] ?? '';
    if (key !== its) return key > its ? one : other;
  }
  return one;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
