import { type ReadonlySignal, signal } from '@preact/signals';
import type { Refusal } from '../../refusal.ts';
import type { Reissued } from '../ports.ts';
import type { ActivationRecord, ReissueOutcome } from '../wire.ts';
import { asRefusal, type Session } from './session.ts';

export interface ActivationState {
  readonly id: string | null;
  readonly record: ActivationRecord | null;
  readonly doing: 'loading' | 'releasing' | 'reissuing' | null;
  readonly refusal: Refusal | null;
  /** What was handed out in this visit to the record. */
  readonly license: Reissued | null;
}

/** One activation, and what can be done about it. */
export interface ActivationModel {
  readonly state: ReadonlySignal<ActivationState>;
  show(id: string): Promise<void>;
  release(): Promise<void>;
  reissue(): Promise<void>;
  closeRefusal(): void;
  clear(): void;
}

const nothing: ActivationState = { id: null, record: null, doing: null, refusal: null, license: null };

/** @param done told what was done */
export function createActivationModel(
  session: Session,
  done: { released(): void; reissued(outcome: ReissueOutcome): void },
): ActivationModel {
  const state = signal(nothing);
  const update = (change: Partial<ActivationState>) => {
    state.value = { ...state.value, ...change };
  };

  /** What arrives for a record that is no longer shown changes nothing. */
  async function run(doing: ActivationState['doing'], work: (id: string) => Promise<Partial<ActivationState>>) {
    const { id } = state.value;
    if (id === null) return false;
    update({ doing, refusal: null });
    try {
      const change = await work(id);
      if (state.value.id !== id) return false;
      update({ ...change, doing: null });
      return true;
    } catch (error) {
      if (state.value.id === id) update({ doing: null, refusal: asRefusal(error) });
      return false;
    }
  }

  const load = (id: string) => session.call(async (api) => ({ record: await api.showActivation(id) }));

  return {
    state,
    async show(id) {
      state.value = state.value.id === id ? { ...state.value, refusal: null, license: null } : { ...nothing, id };
      await run('loading', load);
    },
    async release() {
      const released = await run('releasing', (id) =>
        session.call(async (api) => ({ record: await api.releaseSeat(id), license: null })),
      );
      if (released) done.released();
    },
    async reissue() {
      const reissued = await run('reissuing', (id) =>
        session.call(async (api) => ({ license: await api.reissueLicense(id), ...(await load(id)) })),
      );
      const { license } = state.value;
      if (reissued && license) done.reissued(license.outcome);
    },
    closeRefusal: () => update({ refusal: null }),
    clear() {
      state.value = nothing;
    },
  };
}
