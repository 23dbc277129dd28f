import type { Locks } from '../store/locks.ts';
import type { Store, StoreTransaction } from '../store/tables.ts';
import type { WriteContext, Writer } from '../store/writer.ts';

/** A write whose locks depend on what is in the store. */
interface KnowingWrite<Known, Answer> {
  readonly find: (store: Store | StoreTransaction) => Promise<Known>;
  readonly locksOf: (known: Known) => Locks;
  readonly job: (context: WriteContext, known: Known) => Promise<Answer>;
}

/** What a write needs to know is found before its locks are, and again once it has them: it may change meanwhile. */
export async function writeKnowing<Known, Answer>(
  writer: Writer,
  { find, locksOf, job }: KnowingWrite<Known, Answer>,
): Promise<Answer> {
  for (;;) {
    const locks = locksOf(await find(writer.store));
    const answer = await writer.write(async (context) => {
      const known = await find(context.transaction);
      return areSame(locks, locksOf(known)) ? { given: await job(context, known) } : null;
    }, locks);
    if (answer !== null) return answer.given;
  }
}

const areSame = (one: Locks, other: Locks) => JSON.stringify(one) === JSON.stringify(other);
