/** Limits of one store's waiting, in milliseconds. Opening a store sets longer ones while it migrates. */
export interface StoreLimits {
  /** How long a transaction waits for a lock. */
  lockMs: number;
  /** How long PostgreSQL may take to answer a statement; includes the wait for the lock. */
  answerMs: number;
  /** How long opening a connection to PostgreSQL may take, or waiting for one of the pool. */
  readonly connectMs: number;
}

/** What a store reports about its waiting; metrics show it. */
export interface StoreObserver {
  /** A transaction got the store's lock, or its own. @param milliseconds how long it waited */
  lockWaited(milliseconds: number): void;
  /**
   * A transaction has committed and released what all others wait for: the end of the audit trail on PostgreSQL, the right
   * to write on SQLite. @param milliseconds how long it had that
   */
  trailHeld(milliseconds: number): void;
  /** The connections to PostgreSQL. @param read returns the numbers of this moment */
  poolOpened(read: () => PoolState): void;
}

export interface PoolState {
  readonly open: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}
