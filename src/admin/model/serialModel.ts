import { type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../refusal.ts';
import type { SerialRecord } from '../wire.ts';
import { asRefusal, type Session } from './session.ts';

export interface SerialState {
  readonly id: string | null;
  readonly serial: SerialRecord | null;
  readonly doing: 'loading' | 'blocking' | null;
  readonly refusal: Refusal | null;
}

/** One serial number, and blocking it. */
export interface SerialModel {
  readonly state: ReadonlySignal<SerialState>;
  show(id: string): Promise<void>;
  block(blocked: boolean): Promise<void>;
  closeRefusal(): void;
  clear(): void;
}

const nothing: SerialState = { id: null, serial: null, doing: null, refusal: null };

/** @param blocked told when it was blocked, or no longer is */
export function createSerialModel(session: Session, done: { blocked(blocked: boolean): void }): SerialModel {
  const state = signal(nothing);
  const update = (change: Partial<SerialState>) => {
    state.value = { ...state.value, ...change };
  };

  async function run(doing: SerialState['doing'], work: (id: string) => Promise<SerialRecord>): Promise<boolean> {
    const { id } = state.value;
    if (id === null) return false;
    update({ doing, refusal: null });
    try {
      const serial = await work(id);
      if (state.value.id !== id) return false;
      update({ serial, doing: null });
      return true;
    } catch (error) {
      if (state.value.id === id) update({ doing: null, refusal: asRefusal(error) });
      return false;
    }
  }

  return {
    state,
    async show(id) {
      state.value = state.value.id === id ? { ...state.value, refusal: null } : { ...nothing, id };
      await run('loading', (shown) => session.call((api) => api.showSerial(shown)));
    },
    async block(blocked) {
      const did = await run('blocking', (id) => session.call((api) => api.blockSerial(id, blocked)));
      if (did) done.blocked(blocked);
    },
    closeRefusal: () => update({ refusal: null }),
    clear() {
      state.value = nothing;
    },
  };
}
