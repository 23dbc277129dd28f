import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { StorageView } from '../ports/storage.ts';
import type { State } from '../state.ts';
import { evictionHint } from './evictionHint.ts';
import { writeAgain } from './writeAgain.ts';

export type StorageActions = ReturnType<typeof storageActions>;

/** What the person can do about the browser's storage. */
export function storageActions(engine: Engine) {
  const { ports, update, guarded } = engine;
  const gate = createGate(engine);

  return {
    beginWith: gate.beginWith,

    /** Tries the storage again: at the start, or to make up for what it has refused since. */
    retry: (): Promise<void> =>
      guarded(async () => {
        const { refusal } = ports.storage.view;
        try {
          await ports.storage.retry();
          await gate.begun;
          if (gate.isWaiting) return;
          if (refusal) await writeAgain(engine);
          update({ storageError: null });
        } catch (error) {
          if (!gate.isWaiting) update({ storageError: refusalOf(error) });
        }
      }),

    /** The person goes on without storage: everything ends with the page. */
    continueWithout: (): Promise<void> =>
      guarded(async () => {
        const { isWaiting } = gate;
        ports.storage.useMemory();
        if (isWaiting) return gate.begun;
        await writeAgain(engine);
        update({ storageError: null, refusal: null });
      }),

    ...evictionHint(engine),
    acknowledgeDeletion: () => ports.storage.acknowledgeDeletion(),
    readSpace: () => ports.storage.readSpace(),

    /** Deletes everything that is stored in this browser, and reloads the page. */
    wipe: (): Promise<void> =>
      guarded(async () => {
        gate.ignoreChanges();
        await ports.storage.wipe();
        ports.page.warnBeforeLeaving(false);
        ports.page.reload();
      }),
  };
}

/** Keeps the visit from beginning until its records can be kept in one way or another, and follows the storage. */
function createGate({ ports, update }: Engine) {
  let waiting: (() => Promise<void>) | null = null;
  let begun: Promise<void> = Promise.resolve();
  let isFollowing = true;

  function follow(storage: StorageView): void {
    if (!isFollowing) return;
    update({ storage });
    if (waiting && storage.mode !== 'refused') {
      const begin = waiting;
      waiting = null;
      // A reload continues where the person was: the history still has that screen.
      update({ screen: { at: 'opening' } });
      begun = begin();
    }
    // It worked before: what is on the screens from now on is not stored.
    else if (!waiting && storage.refusal && !ports.tool) update({ storageError: refusalOf(storage.refusal) });
  }

  return {
    get isWaiting() {
      return waiting !== null;
    },
    /** Resolves when the visit has begun. */
    get begun() {
      return begun;
    },
    ignoreChanges() {
      isFollowing = false;
    },

    /** @param begin begins the visit; where nothing can be stored, only after the person has decided */
    async beginWith(begin: () => Promise<void>): Promise<void> {
      // The tool keeps the machine's records.
      if (ports.tool && ports.storage.view.mode === 'refused') ports.storage.useMemory();
      const storage = ports.storage.view;
      update({ storage });
      ports.storage.onChange(follow);
      if (storage.mode !== 'refused') return begin();
      waiting = begin;
      update({ screen: { at: 'no-storage' } });
    },
  };
}

/** @returns whether something is on this page alone, and ends with it */
export function isOnPageOnly({ storage, storageError, machine, carriedRequests, receipts }: State): boolean {
  const isOwn = machine.request !== null || machine.license !== null;
  return (
    (isOwn || carriedRequests.length + receipts.length > 0) && (storage.mode === 'memory' || storageError !== null)
  );
}
