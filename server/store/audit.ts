import { createHash } from 'node:crypto';
import type { AuditTable, Store, StoreTransaction } from './tables.ts';

export type AuditEventName =
  | 'serial-added'
  | 'serial-blocked'
  | 'serial-unblocked'
  | 'serial-changed'
  | 'license-issued'
  | 'license-reissued'
  | 'seat-moved'
  | 'seat-flagged'
  | 'seat-returned'
  | 'seat-released'
  | 'keyset-installed'
  | 'token-created'
  | 'token-revoked'
  | 'audit-exported';

/** What the trail remembers of an event. Names and digests only: no serial number, no license text, no person. */
export interface AuditEvent {
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  readonly event: AuditEventName;
  /** Who did it: the service on a customer's order, somebody at the command line, or the bearer of a token. */
  readonly actor: 'service' | 'command-line' | `token:${string}`;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Stands where the first row's predecessor would be. */
export const CHAIN_START = '0'.repeat(64);
/** Rows read at a time. */
const PAGE = 1000;
/** Rows written at a time: SQLite and PostgreSQL limit the values of one statement. */
const ROWS_A_STATEMENT = 100;

/**
 * Appends rows that each carry the hash of the row before, so that a changed, inserted or removed row breaks the chain.
 *
 * @param transaction the one that makes the events true; they become durable together or not at all
 */
export async function appendAudit(transaction: StoreTransaction, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  let { sequence, hash } = await findAuditHead(transaction);
  const rows = events.map((event) => {
    const entry = canonicalEntry(event);
    const previousHash = hash;
    sequence += 1;
    hash = chainHash(previousHash, sequence, entry);
    return { sequence, entry, previous_hash: previousHash, hash };
  });
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await transaction
      .insertInto('audit')
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .execute();
  }
}

/** A row's number and hash: the newest's is what to keep elsewhere, so that rows cut off at the end are missed. */
export interface AuditHead {
  readonly sequence: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** The head of a trail that is empty has the number 0. */
export async function findAuditHead(store: Store | StoreTransaction): Promise<AuditHead> {
  const last = await store
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { sequence: 0, hash: CHAIN_START };
}

/** @returns null when the chain holds, else as {@link verifyAudit} */
export async function findAuditBreak(store: Store): Promise<number | null> {
  return (await verifyAudit(store)).brokenAt;
}

/** What a trail was found to be. */
export interface AuditVerdict {
  /** Number of the first row that does not follow from the one before; null when all do. */
  readonly brokenAt: number | null;
  /** Whether the earlier head is still a row of it; true when none was given. */
  readonly hasEarlier: boolean;
  /** Of the rows that hold. */
  readonly head: AuditHead;
}

/**
 * Recomputes the whole chain. Rows cut off at the end leave a chain that holds, and so does a chain that was written anew
 * from some row on: only a head that was kept elsewhere shows that.
 *
 * @param earlier a head of the same trail
 */
export async function verifyAudit(store: Store, earlier: AuditHead | null = null): Promise<AuditVerdict> {
  let head: AuditHead = { sequence: 0, hash: CHAIN_START };
  const isEarlier = () => earlier === null || (earlier.sequence === head.sequence && earlier.hash === head.hash);
  let hasEarlier = isEarlier();
  for await (const { sequence, entry, previous_hash, hash } of readAudit(store)) {
    const expected = head.sequence + 1;
    const follows =
      sequence === expected && previous_hash === head.hash && hash === chainHash(head.hash, sequence, entry);
    if (!follows) return { brokenAt: expected, hasEarlier, head };
    head = { sequence, hash };
    hasEarlier ||= isEarlier();
  }
  return { brokenAt: null, hasEarlier, head };
}

/** @returns rows in order, from the one after a sequence number */
export function readAuditPart(store: Store, after: number, limit: number): Promise<AuditTable[]> {
  return store.selectFrom('audit').selectAll().where('sequence', '>', after).orderBy('sequence').limit(limit).execute();
}

/** All rows in their order, a page at a time: a trail of years does not fit into memory. */
export async function* readAudit(store: Store) {
  const first = store.selectFrom('audit').selectAll().orderBy('sequence').limit(PAGE);
  let rows = await first.execute();
  while (rows.length > 0) {
    yield* rows;
    rows = await first.where('sequence', '>', rows.at(-1)?.sequence ?? 0).execute();
  }
}

/** Keys in a fixed order and no optional white space: one event has one spelling (RFC 8785 for what occurs here). */
function canonicalEntry({ at, event, actor, facts }: AuditEvent): string {
  const sorted = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ actor, at, event, facts: sorted });
}

/** SHA-256 over the hash before, the sequence number and the entry, each on a line of its own; hexadecimal. */
export function chainHash(previousHash: string, sequence: number, entry: string): string {
  return createHash('sha256').update(`${previousHash}\n${sequence}\n${entry}`, 'utf8').digest('hex');
}
