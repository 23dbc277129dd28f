import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { takeTrail } from './dialect/pipelinedClient.ts';
import { isOnPostgres } from './dialect/statement.ts';
import type { MachineKeys } from './machines/machineKeys.ts';
import type { StoreTransaction } from './tables.ts';

/**
 * What a write keeps others from changing until it has committed: names from {@link lockNames}, or the whole store. Writes
 * whose locks differ run at the same time on PostgreSQL, in any number of services. SQLite has one writer in any case.
 */
export type Locks = readonly string[] | 'store';

/** The names of locks. Every write that reads and then changes one of these takes its lock. */
export const lockNames = {
  /** The seats of a serial number, and its row. @param digest its keyed digest, which never changes */
  serial: (digest: string) => `serial ${digest}`,
  /** The seats of a license type that needs no serial number. @param name the pool's */
  pool: (name: string) => `pool ${name}`,
  /** The answer to a request. */
  request: (requestId: string) => `request ${requestId}`,
  /** Limits of one machine across all pools. @param mark its installation key, its computer ID, or the value of a binding */
  machine: (product: string, mark: string) => `machine ${product} ${mark}`,
  probe: 'probe',
} as const;

/** @returns names for limits that follow a machine from pool to pool, by its key, its computer ID and its hardware */
export function machineLocks(
  product: string,
  { installationKey, machineId, bindings }: MachineKeys & { readonly machineId: string },
): string[] {
  const marks = [installationKey, machineId, ...bindings.map(({ value }) => value)];
  return marks.map((mark) => lockNames.machine(product, mark));
}

/** The audit trail's end. Taken last, so that who holds it waits for nobody: "keya" in ASCII. */
const CHAIN_LOCK = 0x6b657961;
/** More names than this lock the store instead: PostgreSQL keeps some thousand locks for all of its sessions. */
const MOST_NAMES = 500;

/** @returns the store if any of them needs it, or all together need too many */
export function allLocks(each: readonly Locks[]): Locks {
  const names = new Set<string>();
  for (const locks of each) {
    if (locks === 'store') return 'store';
    for (const name of locks) names.add(name);
  }
  return names.size > MOST_NAMES ? 'store' : [...names];
}

/**
 * Takes locks until the end of the transaction, in an order that all transactions share, so that none waits for the other
 * in a circle. Call it once, before anything is read: what was read before may have changed since.
 */
export async function takeLocks(transaction: StoreTransaction, names: readonly string[]): Promise<void> {
  if (names.length === 0 || !isOnPostgres(transaction)) return;
  const keys = [...new Set(names.map(keyOf))].sort((one, other) => (one < other ? -1 : 1));
  const text = 'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key';
  await transaction.executeQuery(CompiledQuery.raw(text, [`{${keys.join(',')}}`]));
}

/** Lets one transaction at a time append to the audit trail, on PostgreSQL. Nothing may be locked or waited for afterwards. */
export async function takeChainLock(transaction: StoreTransaction): Promise<void> {
  await transaction.executeQuery(CompiledQuery.raw(takeTrail(CHAIN_LOCK)));
}

/** Two names with the same key only wait for each other without need. */
function keyOf(name: string): bigint {
  return createHash('sha256').update(name, 'utf8').digest().readBigInt64BE(0);
}
