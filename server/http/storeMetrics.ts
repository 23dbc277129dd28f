import { Gauge, Histogram, type Registry } from 'prom-client';
import type { PoolState, StoreObserver } from '../store/dialect/limits.ts';
import type { WriterStatus } from '../store/writer.ts';

/** The metrics of waiting for the store. Gauges are read when the metrics are. */
export interface StoreMetrics {
  /** For `openStore`. */
  readonly store: StoreObserver;
  /** @param status of the writer, from now on */
  watchWriter(status: () => WriterStatus): void;
}

/** Buckets in seconds: from an idle store to the longest wait. */
const lockBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createStoreMetrics(registry: Registry): StoreMetrics {
  const registers = [registry];
  const lockWaits = new Histogram({
    name: 'keyferry_lock_wait_seconds',
    help: 'How long transactions waited for locks, in seconds.',
    buckets: lockBuckets,
    registers,
  });
  const trailHolds = new Histogram({
    name: 'keyferry_chain_lock_seconds',
    help: 'How long transactions kept all others from the audit trail (PostgreSQL) or from writing (SQLite), in seconds.',
    buckets: lockBuckets,
    registers,
  });
  return {
    store: {
      lockWaited: (milliseconds) => lockWaits.observe(milliseconds / 1000),
      trailHeld: (milliseconds) => trailHolds.observe(milliseconds / 1000),
      poolOpened: (read) => watchPool(read, registers),
    },
    watchWriter(status) {
      new Gauge({
        name: 'keyferry_open_writes',
        help: 'Writes that wait or run.',
        registers,
        collect() {
          this.set(status().open);
        },
      });
      new Gauge({
        name: 'keyferry_oldest_write_seconds',
        help: 'How long the oldest write has waited, in seconds.',
        registers,
        collect() {
          this.set(status().oldestMs / 1000);
        },
      });
    },
  };
}

function watchPool(read: () => PoolState, registers: Registry[]): void {
  new Gauge({
    name: 'keyferry_database_connections',
    help: 'Connections to PostgreSQL: open, idle among them, and callers waiting for one.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      for (const [state, count] of Object.entries(read())) this.set({ state }, count);
    },
  });
}
