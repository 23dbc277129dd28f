import { type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../refusal.ts';
import { asRefusal } from './session.ts';

/** A record on its own page: what it holds, and the action under way. */
export interface RecordState<Shown, Action extends string> {
  readonly id: string | null;
  /** Null until the record has arrived. */
  readonly shown: Shown | null;
  readonly doing: Action | 'loading' | null;
  readonly refusal: Refusal | null;
}

/** Loads one record at a time and runs actions on it. */
export interface RecordModel<Shown, Action extends string> {
  readonly state: ReadonlySignal<RecordState<Shown, Action>>;
  /** Loads the record. The one on screen stays visible while it loads again. */
  show(id: string): Promise<void>;
  /**
   * Runs an action on the record on screen and shows what it returns.
   *
   * @returns the record after the action; null when the action was refused or another record is on screen by then
   */
  run(action: Action, work: (id: string) => Promise<Shown>): Promise<Shown | null>;
  clear(): void;
}

/** @param load reads a record by id */
export function createRecord<Shown, Action extends string>(
  load: (id: string) => Promise<Shown>,
): RecordModel<Shown, Action> {
  type State = RecordState<Shown, Action>;
  const empty: State = { id: null, shown: null, doing: null, refusal: null };
  const state = signal(empty);
  const update = (change: Partial<State>) => {
    state.value = { ...state.value, ...change };
  };

  async function run(doing: State['doing'], work: (id: string) => Promise<Shown>): Promise<Shown | null> {
    const { id } = state.value;
    if (id === null) return null;
    update({ doing, refusal: null });
    try {
      const shown = await work(id);
      if (state.value.id !== id) return null;
      update({ shown, doing: null });
      return shown;
    } catch (error) {
      if (state.value.id === id) update({ doing: null, refusal: asRefusal(error) });
      return null;
    }
  }

  return {
    state,
    async show(id) {
      if (state.value.id !== id) state.value = { ...empty, id };
      await run('loading', load);
    },
    run,
    clear() {
      state.value = empty;
    },
  };
}
