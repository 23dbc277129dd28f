import { type Signal, signal } from '@preact/signals';
import type { SerialRecord } from '../../contract/admin/serials.ts';
import type { Announce } from './announcements.ts';
import { createRecord, type RecordModel } from './record.ts';
import { type ChangeDraft, changeOf, draftOf } from './serialChange.ts';
import type { Session } from './session.ts';

type SerialRecordModel = RecordModel<SerialRecord, 'blocking' | 'changing'>;

/** One serial number and what staff can do with it. */
export interface SerialModel extends Pick<SerialRecordModel, 'state' | 'show' | 'clear'> {
  /** @param blocked whether to block the serial number or to unblock it */
  block(blocked: boolean): Promise<void>;
  /** The form that changes it; null while it is closed. */
  readonly draft: Signal<ChangeDraft | null>;
  /** Opens the form. */
  edit(): void;
  /** Sends what the form changes, and closes it. */
  change(): Promise<void>;
}

export function createSerialModel(session: Session, announce: Announce): SerialModel {
  const { state, show, run, clear } = createRecord<SerialRecord, 'blocking' | 'changing'>((id) =>
    session.call((api) => api.showSerial(id)),
  );
  const draft = signal<ChangeDraft | null>(null);
  return {
    state,
    draft,
    async show(id) {
      if (state.value.id !== id) draft.value = null;
      await show(id);
    },
    clear() {
      draft.value = null;
      clear();
    },
    async block(blocked) {
      const changed = await run('blocking', (id) => session.call((api) => api.blockSerial(id, blocked)));
      if (changed) announce(({ serial }) => (blocked ? serial.blocked : serial.unblocked));
    },
    edit() {
      const { shown } = state.value;
      if (shown) draft.value = draftOf(shown);
    },
    async change() {
      const { shown, doing } = state.value;
      const typed = draft.value;
      if (shown === null || typed === null || doing === 'changing') return;
      let isSame = false;
      const changed = await run('changing', async (id) => {
        const change = changeOf(shown, typed);
        isSame = change === null;
        return change === null ? shown : session.call((api) => api.changeSerial(id, change));
      });
      if (changed === null) return;
      draft.value = null;
      announce(({ serialChange }) => (isSame ? serialChange.same : serialChange.done));
    },
  };
}
