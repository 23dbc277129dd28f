import { type Database, storageRefusal } from './database.ts';
import type { TabChannel } from './tabChannel.ts';

/** Strict, because with the browsers' default a power cut can undo what was shown as saved. */
export const durable = { durability: 'strict' } as const;

export interface JournalContext {
  readonly database: Database;
  readonly product: string;
  readonly tabs: TabChannel;
  /** Called after each write of a record that somebody would miss. */
  recordsWritten(): void;
}

/** Runs a write, and announces it to other tabs when it is complete. */
export async function announced<T>(tabs: TabChannel, write: () => Promise<T>): Promise<T> {
  const result = await asRefusal(write);
  tabs.announce();
  return result;
}

/** Turns a browser's error into a `Refusal`. */
export async function asRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageRefusal(error);
  }
}
