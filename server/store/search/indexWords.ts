import { type RawBuilder, sql } from 'kysely';
import { insertion, statement } from '../dialect/statement.ts';
import { endOfPrefix, foldText } from '../foldText.ts';
import type { Store, StoreTransaction } from '../tables.ts';
import { indexedWords } from './searchWords.ts';

const insertSerialWords = insertion('serial_words', ['word', 'serial_id']);
const insertHolderWords = insertion('holder_words', ['word', 'holder_folded'], 'on conflict do nothing');
const deleteSerialWords = statement<never>(({ has }) => `delete from serial_words where ${has('serial_id', 1)}`);

/** The texts by which a serial number is found. */
export interface SerialTexts {
  readonly id: string;
  readonly holder: string;
  /** Such as an order number. */
  readonly note: string;
}

/** Makes new serial numbers found by their words, in the transaction that adds them. */
export async function indexSerials(
  transaction: Store | StoreTransaction,
  serials: readonly SerialTexts[],
): Promise<void> {
  const rows = serials.flatMap(({ id, holder, note }) =>
    indexedWords(`${holder} ${note}`).map((word) => ({ word, serial_id: id })),
  );
  await insertSerialWords(transaction, rows);
}

/** Replaces the words of serial numbers whose holder or note changes, in the transaction that changes them. */
export async function indexWords(transaction: StoreTransaction, serials: readonly SerialTexts[]): Promise<void> {
  await deleteSerialWords(
    transaction,
    serials.map(({ id }) => id),
  );
  await indexSerials(transaction, serials);
}

/**
 * Makes licenses found by the words of their holders. Each holder is in the index once, however many licenses name it. The
 * rows are sorted, so that two transactions never wait for each other in a circle.
 *
 * @param holders as licenses name them
 */
export async function indexHolders(transaction: Store | StoreTransaction, holders: readonly string[]): Promise<void> {
  const folded = [...new Set(holders.map(foldText))];
  const rows = folded
    .flatMap((holder) => indexedWords(holder).map((word) => ({ word, holder_folded: holder })))
    .sort((one, other) => compare(one.word, other.word) || compare(one.holder_folded, other.holder_folded));
  await insertHolderWords(transaction, rows);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/**
 * @param words from `searchedWords`, at least one
 * @returns a subquery for the rows that have a word that begins with each
 */
export function rowsWithWords(
  table: 'holder_words' | 'serial_words',
  column: 'holder_folded' | 'serial_id',
  words: readonly string[],
): RawBuilder<unknown> {
  const [row, index] = [sql.ref(column), sql.table(table)];
  const each = words.map(
    (begin) => sql`select ${row} from ${index} where word >= ${begin} and word < ${endOfPrefix(begin)}`,
  );
  return sql.join(each, sql` intersect `);
}
