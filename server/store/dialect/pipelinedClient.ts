import type { Writable } from 'node:stream';
import type { PostgresPoolClient } from 'kysely';
import type { PoolClient } from 'pg';

/** Most prepared statements per connection. Inserts of different row counts are different statements. */
const MAX_PREPARED = 500;

/** Statements whose answer the caller does not need before the next statement. */
const ANSWERS_NOTHING = /^(?:begin|insert)\b/;
const NOTHING = { command: 'INSERT', rowCount: 0, rows: [] } as const;

/** Returns the name of a prepared statement, the same on every connection of a pool; undefined when there are too many. */
export type StatementNames = (text: string) => string | undefined;

export function nameStatements(): StatementNames {
  const names = new Map<string, string>();
  return (text) => {
    if (!names.has(text) && names.size < MAX_PREPARED) names.set(text, `k${names.size}`);
    return names.get(text);
  };
}

/**
 * A connection that saves round trips, which take longer than most statements. Within a transaction, a statement without
 * a result is sent without waiting and shares a packet with the next query. If it fails, the next query fails with its
 * error, at the latest the commit, so a failed transaction is never reported as durable. Statements are prepared once per
 * connection because parsing and planning take longer than execution.
 */
export class PipelinedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #nameOf: StatementNames;
  #isInTransaction = false;
  #isCorked = false;
  /** Error of a statement of this transaction that was sent without waiting. */
  #failure: Error | null = null;

  /** @param client of a pool with the `pipeline` option */
  constructor(client: PoolClient, nameOf: StatementNames) {
    this.#client = client;
    this.#nameOf = nameOf;
  }

  release(): void {
    this.#client.release();
  }

  query = (async (text: string, values: unknown[]) => {
    if (text.startsWith('begin')) [this.#isInTransaction, this.#failure] = [true, null];
    const answer = this.#send(text, values);
    if (this.#isInTransaction && ANSWERS_NOTHING.test(text)) {
      answer.catch((error: Error) => {
        this.#failure ??= error;
      });
      return NOTHING;
    }
    return this.#settle(text, answer);
  }) as unknown as PostgresPoolClient['query'];

  /** After an error the server rejects every statement of the transaction and turns a commit into a rollback. */
  async #settle<Result>(text: string, answer: Promise<Result>): Promise<Result> {
    const isEnd = text === 'commit' || text === 'rollback';
    try {
      const result = await answer;
      if (this.#failure !== null && text !== 'rollback') throw this.#failure;
      return result;
    } catch (error) {
      throw this.#failure ?? error;
    } finally {
      if (isEnd) [this.#isInTransaction, this.#failure] = [false, null];
    }
  }

  #send(text: string, values: unknown[]) {
    this.#cork();
    const name = values.length > 0 ? this.#nameOf(text) : undefined;
    return this.#client.query(name === undefined ? { text, values } : { name, text, values });
  }

  /** Collects all statements of this tick into one packet. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    // The driver's types do not declare the stream.
    const { stream } = (this.#client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }
}
