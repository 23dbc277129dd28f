import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type RefusalArea, refusals } from '../../src/contract/refusals.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import type { CallLine } from './requestLog.ts';
import { createStoreMetrics, type StoreMetrics } from './storeMetrics.ts';

/** Why something that a client sent was not read. */
export type UnreadReason =
  /** Bytes that are not HTTP, or headers that are too long. */
  | 'http'
  /** The client took too long. */
  | 'timeout'
  /** A body that is too large, of another media type, not JSON, or not as described. */
  | 'body'
  /** A request or receipt in an order or a return that is not one, or was changed. */
  | 'document';

/** The metrics of the service. Labels have few values, whatever clients send. */
export interface Metrics extends StoreMetrics {
  /** Counts something that could not be read. */
  unread(reason: UnreadReason): void;
  /** Counts a finished call. */
  called(line: CallLine): void;
  /**
   * Counts a decided order.
   *
   * @param outcome `issued`, `already-issued`, or the code of a refusal
   * @param product its id; undefined when the order names none of the service's
   */
  ordered(outcome: string, product: string | undefined): void;
  /** Counts a return receipt, with the same arguments. @param outcome `returned`, `already-returned`, or a refusal's code */
  returned(outcome: string, product: string | undefined): void;
  /** @param signing says for each product, by its id, whether a key may sign now; asked whenever the metrics are read */
  watchSigning(signing: () => ReadonlyMap<string, boolean>): void;
  /** @param open how many documents wait for one of the threads or are in one; asked whenever the metrics are read */
  watchReading(threads: number, open: () => number): void;
  /** Counts a call that a limit refused. */
  limited(policy: string): void;
  /**
   * A transaction was committed.
   *
   * @param works how many pieces of work it held
   */
  committed(works: number): void;
  /** @returns all metrics in the Prometheus text format, and its media type */
  exposition(): Promise<{ readonly text: string; readonly mediaType: string }>;
}

function unreadReasonOf(code: RefusalCode | undefined): UnreadReason | null {
  if (code === undefined) return null;
  if (code === 'service-request-invalid') return 'body';
  return unreadAreas.includes(refusals[code].area) ? 'document' : null;
}

/** Areas of refusals of a document before anything is decided about it. */
const unreadAreas: readonly RefusalArea[] = ['file', 'signature', 'content'];

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
    help: 'From the arrival of a call to its answer, in seconds.',
    labelNames: ['route'] as const,
    buckets: durationBuckets,
    registers,
  });
  const orders = new Counter({
    name: 'keyferry_orders_total',
    help: 'Orders for a license: issued, already-issued, or the code they were refused with.',
    labelNames: ['outcome', 'product'] as const,
    registers,
  });
  const returns = new Counter({
    name: 'keyferry_returns_total',
    help: 'Return receipts: returned, already-returned, or the code they were refused with.',
    labelNames: ['outcome', 'product'] as const,
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
  const unread = new Counter({
    name: 'keyferry_unread_total',
    help: 'What could not be read: http, timeout, body or document.',
    labelNames: ['reason'] as const,
    registers,
  });
  return {
    ...createStoreMetrics(registry),
    unread: (reason) => unread.inc({ reason }),
    called({ method, route, status, ms, code }) {
      calls.inc({ method, route, status });
      duration.observe({ route }, ms / 1000);
      const reason = status === 405 ? null : unreadReasonOf(code);
      if (reason !== null) unread.inc({ reason });
    },
    ordered: (outcome, product = '') => orders.inc({ outcome, product }),
    returned: (outcome, product = '') => returns.inc({ outcome, product }),
    ...watchesOf(registers),
    limited: (limit) => limits.inc({ limit }),
    committed: (works) => groups.observe(works),
    exposition: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  };
}

/** Gauges are read when the metrics are. */
function watchesOf(registers: Registry[]): Pick<Metrics, 'watchSigning' | 'watchReading'> {
  return {
    watchSigning: (signing) => watchSigning(signing, registers),
    watchReading: (threads, open) => watchReading(threads, open, registers),
  };
}

function watchSigning(signing: () => ReadonlyMap<string, boolean>, registers: Registry[]): void {
  new Gauge({
    name: 'keyferry_signing',
    help: 'Whether a signing key of the product is valid now: 1, or 0.',
    labelNames: ['product'] as const,
    registers,
    collect() {
      for (const [product, signs] of signing()) this.set({ product }, Number(signs));
    },
  });
}

function watchReading(threads: number, open: () => number, registers: Registry[]): void {
  new Gauge({ name: 'keyferry_reading_threads', help: 'Threads that read documents.', registers }).set(threads);
  new Gauge({
    name: 'keyferry_open_documents',
    help: 'Documents that wait for a thread or are in one.',
    registers,
    collect() {
      this.set(open());
    },
  });
}
