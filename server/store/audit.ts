import { createHash } from 'node:crypto';
import { insertion, isOnPostgres, statement } from './dialect/statement.ts';
import { takeChainLock } from './locks.ts';
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

/**
 * One event of the audit trail. Holds names, digests, terms, and the reasons that staff give: no serial number, no license
 * text, no holder, no note.
 */
export interface AuditEvent {
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  readonly event: AuditEventName;
  /** `service` for a customer's order, the command line, or the name of an API token. */
  readonly actor: 'service' | 'command-line' | `token:${string}`;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The hash before the first row. */
export const CHAIN_START = '0'.repeat(64);
/** Rows per read. */
const PAGE = 1000;
/** Rows whose hashes PostgreSQL computes in one statement: each looks for its entry among all. */
const ROWS_A_STATEMENT = 500;

/**
 * Appends events to the hash chain. Each row holds the hash of the row before, so a changed, inserted or removed row
 * breaks the chain.
 *
 * From the lock of the chain until the commit, no other transaction can append, so this is a transaction's last step.
 * PostgreSQL computes the hashes: lock, rows and commit then reach it together, and none of the others waits while they are
 * on their way.
 *
 * @param transaction the transaction that makes the changes the events describe; both commit together or not at all
 */
export async function appendAudit(transaction: StoreTransaction, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const entries = events.map(canonicalEntry);
  if (isOnPostgres(transaction)) {
    await takeChainLock(transaction);
    for (let from = 0; from < entries.length; from += ROWS_A_STATEMENT) {
      await chainOnServer(transaction, entries.slice(from, from + ROWS_A_STATEMENT));
    }
  } else await insertAudit(transaction, chain(await findAuditHead(transaction), entries));
  const serials = events.flatMap(({ facts: { serial } }, index) =>
    typeof serial === 'string' ? [{ serial, back: events.length - 1 - index }] : [],
  );
  if (serials.length > 0) await listBySerial(transaction, serials);
}

const insertAudit = insertion('audit', ['sequence', 'entry', 'previous_hash', 'hash']);

function chain({ sequence, hash }: AuditHead, entries: readonly string[]): AuditTable[] {
  let previous = hash;
  return entries.map((entry, index) => {
    const row = { sequence: sequence + 1 + index, entry, previous_hash: previous };
    previous = chainHash(previous, row.sequence, entry);
    return { ...row, hash: previous };
  });
}

/** The same as {@link chain} and {@link findAuditHead}, in PostgreSQL. */
const chainOnServer = statement<never>(
  () => `insert into audit (sequence, entry, previous_hash, hash)
  with recursive given as (select array(select json_array_elements_text($1::json)) as entries),
  head as (select sequence, hash from audit order by sequence desc limit 1),
  trail as (
    select 0 as n, coalesce((select sequence from head), 0) as sequence, '' as entry, '' as previous_hash,
      coalesce((select hash from head), '${CHAIN_START}') as hash
    union all
    select n + 1, sequence + 1, entries[n + 1], hash,
      encode(sha256(convert_to(hash || chr(10) || (sequence + 1) || chr(10) || entries[n + 1], 'UTF8')), 'hex')
    from trail, given where n < cardinality(entries)
  )
  select sequence, entry, previous_hash, hash from trail where n > 0`,
);

/**
 * Lists rows by their distance from the end of the trail, which nobody else can move now. A conflict is left over from rows
 * that somebody removed from the trail: verifying shows that, and orders go on.
 */
const listBySerial = statement<never>(
  ({ records }) => `insert into serial_audit (serial_id, sequence)
  select serial, (select max(sequence) from audit) - cast(back as integer) from ${records(1, 'given', ['serial', 'back'])}
  where true on conflict do nothing`,
);

/** @returns the rows that concern a serial number, newest first */
export function readSerialAudit(store: Store, serialId: string, limit: number): Promise<AuditTable[]> {
  return store
    .selectFrom('serial_audit')
    .innerJoin('audit', 'audit.sequence', 'serial_audit.sequence')
    .selectAll('audit')
    .where('serial_id', '=', serialId)
    .orderBy('audit.sequence', 'desc')
    .limit(limit)
    .execute();
}

/** Number and hash of a row. Store the newest one elsewhere to detect rows removed from the end. */
export interface AuditHead {
  readonly sequence: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** @returns the newest row; of an empty trail, sequence 0 and {@link CHAIN_START} */
export async function findAuditHead(store: Store | StoreTransaction): Promise<AuditHead> {
  const last = await store
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { sequence: 0, hash: CHAIN_START };
}

/** @returns the first broken row as in {@link verifyAudit}, or null */
export async function findAuditBreak(store: Store): Promise<number | null> {
  return (await verifyAudit(store)).brokenAt;
}

/** Result of {@link verifyAudit}. */
export interface AuditVerdict {
  /** Number of the first row that does not follow from the row before; null when the chain is intact. */
  readonly brokenAt: number | null;
  /** Whether the chain contains the earlier head; true when none was given. */
  readonly hasEarlier: boolean;
  /** Last intact row. */
  readonly head: AuditHead;
}

/**
 * Recomputes the whole chain. Only an earlier head that was stored elsewhere reveals rows removed from the end or a chain
 * rewritten from some row on.
 *
 * @param earlier an earlier head of the same trail
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

/** Yields all rows in order, reading page by page because the trail may not fit into memory. */
export async function* readAudit(store: Store) {
  const first = store.selectFrom('audit').selectAll().orderBy('sequence').limit(PAGE);
  let rows = await first.execute();
  while (rows.length > 0) {
    yield* rows;
    rows = await first.where('sequence', '>', rows.at(-1)?.sequence ?? 0).execute();
  }
}

/** Sorted keys and no optional whitespace give each event exactly one encoding (RFC 8785 for the values used here). */
function canonicalEntry({ at, event, actor, facts }: AuditEvent): string {
  const sorted = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ actor, at, event, facts: sorted });
}

/** @returns SHA-256 of previous hash, sequence number and entry, separated by line feeds; 64 hexadecimal digits */
export function chainHash(previousHash: string, sequence: number, entry: string): string {
  return createHash('sha256').update(`${previousHash}\n${sequence}\n${entry}`, 'utf8').digest('hex');
}
