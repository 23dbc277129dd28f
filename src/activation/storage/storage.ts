import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { StorageView } from '../ports/storage.ts';
import type { State } from '../state.ts';
import { writeAgain } from './writeAgain.ts';

export type StorageActions = ReturnType<typeof storageActions>;

/** What the person can do about the browser's storage. */
export function storageActions(engine: Engine) {
  const { ports, update, guarded } = engine;
  let isWiping = false;
  /** Begins the visit, once records can be kept in one way or another. */
  let begin: (() => Promise<void>) | null = null;

  /** Runs once nothing keeps the visit from beginning. */
  async function settle(): Promise<void> {
    const waiting = begin;
    begin = null;
    // A reload continues where the person was: the history still has that screen.
    update({ screen: { at: 'opening' }, storageError: null });
    if (waiting) await waiting();
  }

  async function follow(view: StorageView): Promise<void> {
    if (isWiping) return;
    update({ storage: view });
    if (begin && view.mode !== 'refused') await settle();
    // It worked before: what is on the screens from now on is not stored.
    else if (!begin && view.refusal && !ports.tool) update({ storageError: refusalOf(view.refusal) });
  }

  return {
    /**
     * @param run begins the visit; where nothing can be stored, only after the person has decided
     */
    async beginWith(run: () => Promise<void>): Promise<void> {
      const { view } = ports.storage;
      update({ storage: view });
      ports.storage.onChange((changed) => void follow(changed));
      // The tool keeps the machine's records.
      if (ports.tool && view.mode === 'refused') ports.storage.useMemory();
      else if (view.mode === 'refused') {
        begin = run;
        update({ screen: { at: 'no-storage' } });
        return;
      }
      await run();
    },

    /** Tries the storage again: at the start, or to make up for what it has refused since. */
    retry: (): Promise<void> =>
      guarded(async () => {
        try {
          const { refusal } = ports.storage.view;
          await ports.storage.retry();
          if (refusal && !begin) await writeAgain(engine);
          if (!begin) update({ storageError: null });
        } catch (error) {
          update({ storageError: begin ? null : refusalOf(error) });
        }
      }),

    /** The person goes on without storage: everything ends with the page. */
    continueWithout: (): Promise<void> =>
      guarded(async () => {
        const isBeginning = begin !== null;
        ports.storage.useMemory();
        if (!isBeginning) {
          await writeAgain(engine);
          update({ storageError: null, refusal: null });
        }
      }),

    acknowledgeDeletion: () => ports.storage.acknowledgeDeletion(),
    readSpace: () => ports.storage.readSpace(),

    /** Deletes everything that is stored in this browser, and reloads the page. */
    wipe: (): Promise<void> =>
      guarded(async () => {
        isWiping = true;
        try {
          await ports.storage.wipe();
          ports.page.warnBeforeLeaving(false);
          ports.page.reload();
        } finally {
          isWiping = false;
        }
      }),

    reload: () => ports.page.reload(),
  };
}

/** @returns whether something is on this page alone, and ends with it */
export function isOnPageOnly({ storage, storageError, machine, carriedRequests, receipts }: State): boolean {
  const hasRecords =
    machine.request !== null || machine.license !== null || carriedRequests.length + receipts.length > 0;
  return hasRecords && (storage.mode === 'memory' || storageError !== null);
}
