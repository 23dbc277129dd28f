import type { Writable } from 'node:stream';
import type { PostgresPoolClient } from 'kysely';
import type { PoolClient } from 'pg';
import { needsNewConnection, StoreError } from './errors.ts';
import type { StoreLimits } from './limits.ts';
import { checkTexts } from './storable.ts';

/** Most prepared statements per connection. Inserts of different row counts are different statements. */
const MAX_PREPARED = 500;

/** Statements whose answer the caller does not need before the next statement. */
const ANSWERS_NOTHING =
  /^(?:begin|insert|with rows_1 as \(insert|update serials set first_activated_at|select pg_advisory_xact_lock)\b/;
const NOTHING = { command: 'INSERT', rowCount: 0, rows: [] } as const;

/** In milliseconds, by the clock of the server, which knows when it gave a lock and released it. */
const SERVER_TIME = 'extract(epoch from clock_timestamp())::float8 * 1000 as at';

/** @returns a statement that takes a lock until the commit; how long it was held is then reported as `trailHeld` */
export const takeTrail = (lock: number) => `select pg_advisory_xact_lock(${lock}), ${SERVER_TIME}`;

/** Returns the name of a prepared statement, the same on every connection of a pool; undefined when there are too many. */
export type StatementNames = (text: string) => string | undefined;

export function nameStatements(): StatementNames {
  const names = new Map<string, string>();
  return (text) => {
    if (!names.has(text) && names.size < MAX_PREPARED) names.set(text, `k${names.size}`);
    return names.get(text);
  };
}

/** What the connections of one pool share. */
export interface PipelineParts {
  readonly nameOf: StatementNames;
  readonly limits: Pick<StoreLimits, 'answerMs'>;
  /** Called when the database did not answer or cannot be used: the pool's other connections may be as useless. */
  readonly onBroken: () => void;
  /** Called when a transaction got locks. @param milliseconds how long it waited for them */
  readonly onLocked: (milliseconds: number) => void;
  /** Called after the commit of a transaction that took the lock of {@link takeTrail}. @param milliseconds how long it had it */
  readonly onTrailHeld: (milliseconds: number) => void;
}

/**
 * A connection that saves round trips, which take longer than most statements. Within a transaction, a statement without
 * a result is sent without waiting and shares a packet with the next query. If it fails, the next query fails with its
 * error, at the latest the commit, so a failed transaction is never reported as durable. Statements are prepared once per
 * connection because parsing and planning take longer than execution.
 *
 * A network may drop packets without closing the connection. TCP does not notice for minutes, so a connection that leaves
 * a statement unanswered for too long is closed, and all of its statements fail.
 */
export class PipelinedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #parts: PipelineParts;
  #isInTransaction = false;
  #isCorked = false;
  /** Error of a statement of this transaction that was sent without waiting. */
  #failure: Error | null = null;
  /** When this transaction got the lock of {@link takeTrail}, if it took it. */
  #trailTakenAt: Promise<number> | null = null;
  #unanswered = 0;
  #watch: NodeJS.Timeout | null = null;

  /** @param client of a pool with the `pipeline` option */
  constructor(client: PoolClient, parts: PipelineParts) {
    this.#client = client;
    this.#parts = parts;
  }

  /** Closes a connection whose transaction has not ended; otherwise it returns to the pool. */
  release(): void {
    this.#client.release(this.#isInTransaction);
  }

  query = (async (text: string, values: readonly unknown[]) => {
    checkTexts(values);
    if (text.startsWith('begin')) this.#begin();
    const answer = this.#watched(this.#send(text, values));
    if (this.#isInTransaction && ANSWERS_NOTHING.test(text)) {
      const sent = performance.now();
      if (text.endsWith(SERVER_TIME)) this.#trailTakenAt = answer.then(timeIn);
      answer.then(
        () => text.includes('pg_advisory_xact_lock') && this.#parts.onLocked(performance.now() - sent),
        (error: Error) => {
          this.#failure ??= error;
        },
      );
      return NOTHING;
    }
    if (text === 'commit') this.#reportTrail();
    return this.#settle(text, answer);
  }) as unknown as PostgresPoolClient['query'];

  #begin(): void {
    [this.#isInTransaction, this.#failure, this.#trailTakenAt] = [true, null, null];
  }

  /** Asks the server for the time along with the commit. */
  #reportTrail(): void {
    if (this.#trailTakenAt === null) return;
    const released = this.#watched(this.#send(`select ${SERVER_TIME}`, [])).then(timeIn);
    Promise.all([this.#trailTakenAt, released]).then(
      ([taken, end]) => this.#parts.onTrailHeld(end - taken),
      // Reported with the commit.
      () => undefined,
    );
  }

  /** After an error the server rejects every statement of the transaction and turns a commit into a rollback. */
  async #settle<Result>(text: string, answer: Promise<Result>): Promise<Result> {
    try {
      const result = await answer;
      if (text === 'rollback') this.#isInTransaction = false;
      else if (this.#failure !== null) throw this.#failure;
      return result;
    } catch (error) {
      throw this.#failure ?? error;
    } finally {
      if (text === 'commit') this.#isInTransaction = false;
      if (!this.#isInTransaction) this.#failure = null;
    }
  }

  #send(text: string, values: readonly unknown[]) {
    this.#cork();
    const name = values.length > 0 ? this.#parts.nameOf(text) : undefined;
    return this.#client.query({ ...(name !== undefined && { name }), text, values: [...values] });
  }

  /** One timer for all unanswered statements, restarted by each answer. */
  async #watched<Result>(answer: Promise<Result>): Promise<Result> {
    this.#unanswered += 1;
    this.#watch ??= setTimeout(() => this.#close(), this.#parts.limits.answerMs);
    try {
      return await answer;
    } catch (error) {
      if (needsNewConnection(error)) this.#parts.onBroken();
      throw error;
    } finally {
      this.#unanswered -= 1;
      if (this.#unanswered > 0) this.#watch?.refresh();
      else {
        clearTimeout(this.#watch ?? undefined);
        this.#watch = null;
      }
    }
  }

  /** Makes every unanswered statement fail, and the pool forget the connection. */
  #close(): void {
    this.#stream().destroy(new StoreError('store-silent', 'The database does not answer.'));
  }

  /** Collects all statements of this tick into one packet. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    const stream = this.#stream();
    stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }

  #stream(): Writable {
    // The driver's types do not declare the stream.
    return (this.#client as unknown as { readonly connection: { readonly stream: Writable } }).connection.stream;
  }
}

function timeIn({ rows: [row] }: { readonly rows: readonly { readonly at?: number }[] }): number {
  return row?.at ?? Number.NaN;
}
