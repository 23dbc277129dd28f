import { createHash } from 'node:crypto';
import type { Store, StoreTransaction } from './tables.ts';

/** What the trail remembers of an event. Names and digests only: no serial number, no license text, no person. */
export interface AuditEvent {
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  readonly event: 'serial-added' | 'serial-blocked' | 'license-issued' | 'license-reissued';
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Stands where the first row's predecessor would be. */
const CHAIN_START = '0'.repeat(64);

/**
 * Appends a row that carries the hash of the row before it, so that a changed, inserted or removed row breaks the chain.
 *
 * @param transaction the one that makes the event true; both become durable together or not at all
 */
export async function appendAudit(transaction: StoreTransaction, event: AuditEvent): Promise<void> {
  const last = await transaction
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? CHAIN_START;
  const entry = canonicalEntry(event);
  await transaction
    .insertInto('audit')
    .values({ sequence, entry, previous_hash: previousHash, hash: chainHash(previousHash, sequence, entry) })
    .execute();
}

/**
 * Recomputes the whole chain.
 *
 * @returns null when it holds, else the sequence number of the first row that does not follow from the one before.
 *   Rows cut off at the end leave a chain that holds; that is found by keeping the last hash elsewhere.
 */
export async function findAuditBreak(store: Store): Promise<number | null> {
  let previousHash = CHAIN_START;
  let expected = 1;
  for (const row of await store.selectFrom('audit').selectAll().orderBy('sequence').execute()) {
    const follows = row.sequence === expected && row.previous_hash === previousHash;
    if (!follows || row.hash !== chainHash(previousHash, row.sequence, row.entry)) return expected;
    previousHash = row.hash;
    expected += 1;
  }
  return null;
}

/** Keys in a fixed order and no optional white space: one event has one spelling (RFC 8785 for what occurs here). */
function canonicalEntry({ at, event, facts }: AuditEvent): string {
  const sorted = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ at, event, facts: sorted });
}

/** SHA-256 over the hash before, the sequence number and the entry, each on a line of its own; hexadecimal. */
function chainHash(previousHash: string, sequence: number, entry: string): string {
  return createHash('sha256').update(`${previousHash}\n${sequence}\n${entry}`, 'utf8').digest('hex');
}
