import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { CallLine } from './requestLog.ts';

/** The metrics of the service. Labels have few values, whatever clients send. */
export interface Metrics {
  /** Counts a finished call. */
  called(line: CallLine): void;
  /** Counts a decided order. @param outcome `issued`, `already-issued`, or the code of a refusal */
  ordered(outcome: string): void;
  /** Counts a return receipt. @param outcome `returned`, `already-returned`, or the code of a refusal */
  returned(outcome: string): void;
  /** Counts a call that a limit refused. */
  limited(policy: string): void;
  /** A transaction was committed. @param works how many pieces of work it held */
  committed(works: number): void;
  /** @returns all metrics in the Prometheus text format, and its media type */
  exposition(): Promise<{ readonly text: string; readonly mediaType: string }>;
}

/** Buckets in seconds: from a page out of memory to an order that waits for the store. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const groupBuckets = [1, 2, 4, 8, 16, 32, 64];

/** @param ofProcess whether to include memory, processor time and garbage collection */
export function createMetrics({ ofProcess }: { readonly ofProcess: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: 'keyferry_calls_total',
    help: 'Calls answered.',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'keyferry_call_duration_seconds',
    help: 'How long calls took, in seconds.',
    labelNames: ['route'] as const,
    buckets: durationBuckets,
    registers,
  });
  const orders = new Counter({
    name: 'keyferry_orders_total',
    help: 'Orders for a license: issued, already-issued, or the code they were refused with.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const returns = new Counter({
    name: 'keyferry_returns_total',
    help: 'Return receipts: returned, already-returned, or the code they were refused with.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const limits = new Counter({
    name: 'keyferry_limited_total',
    help: 'Calls turned away because a limit was reached.',
    labelNames: ['limit'] as const,
    registers,
  });
  const groups = new Histogram({
    name: 'keyferry_commit_works',
    help: 'Pieces of work that were committed together.',
    buckets: groupBuckets,
    registers,
  });
  return {
    called({ method, route, status, ms }) {
      calls.inc({ method, route, status });
      duration.observe({ route }, ms / 1000);
    },
    ordered: (outcome) => orders.inc({ outcome }),
    returned: (outcome) => returns.inc({ outcome }),
    limited: (limit) => limits.inc({ limit }),
    committed: (works) => groups.observe(works),
    exposition: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  };
}
