import type { Writable } from 'node:stream';
import type { PostgresPoolClient } from 'kysely';
import type { PoolClient } from 'pg';

/** Statements that are remembered; how many rows an insert has makes it another one. */
const MOST_PREPARED = 500;

/** What opens a transaction, and what adds to it: nobody needs an answer before going on. */
const ANSWERS_NOTHING = /^(?:begin|insert)\b/;
const NOTHING = { command: 'INSERT', rowCount: 0, rows: [] } as const;

/** Names of prepared statements, the same on every connection of a pool. */
export type StatementNames = (text: string) => string | undefined;

export function nameStatements(): StatementNames {
  const names = new Map<string, string>();
  return (text) => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `k${names.size}`);
    return names.get(text);
  };
}

/**
 * A connection that spares round trips, which take longer than most of what they ask. Within a transaction, a statement
 * that answers nothing is sent and not waited for; it goes out in one packet with the question that follows. Were it
 * refused, that question is answered with the refusal, and at the latest the commit: nothing is ever called durable that
 * is not. And the server parses and plans a statement once a connection, which takes longer than running it.
 */
export class PipelinedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #nameOf: StatementNames;
  #isInTransaction = false;
  #isHeldBack = false;
  /** Why a statement of this transaction failed that nobody waited for. */
  #failure: Error | null = null;

  /** @param client of a pool with `pipeline` */
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

  /** After a failure the server answers everything with "current transaction is aborted", and a commit with a rollback. */
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
    this.#holdBack();
    const name = values.length > 0 ? this.#nameOf(text) : undefined;
    return this.#client.query(name === undefined ? { text, values } : { name, text, values });
  }

  /** Until everything that can be asked now has been asked: then it leaves in one packet. */
  #holdBack(): void {
    if (this.#isHeldBack) return;
    this.#isHeldBack = true;
    // The driver does the same for the messages of one statement; its types do not name the stream.
    const { stream } = (this.#client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#isHeldBack = false;
      stream.uncork();
    });
  }
}
