import type { SerialRecord } from '../../contract/admin/serials.ts';
import type { Announce } from './announcements.ts';
import { createRecord, type RecordModel } from './record.ts';
import type { Session } from './session.ts';

/** One serial number and what support staff can do with it. */
export interface SerialModel extends Pick<RecordModel<SerialRecord, 'blocking'>, 'state' | 'show' | 'clear'> {
  /** @param blocked whether to block the serial number or to unblock it */
  block(blocked: boolean): Promise<void>;
}

export function createSerialModel(session: Session, announce: Announce): SerialModel {
  const { state, show, run, clear } = createRecord<SerialRecord, 'blocking'>((id) =>
    session.call((api) => api.showSerial(id)),
  );
  return {
    state,
    show,
    clear,
    async block(blocked) {
      const changed = await run('blocking', (id) => session.call((api) => api.blockSerial(id, blocked)));
      if (changed) announce(({ serial }) => (blocked ? serial.blocked : serial.unblocked));
    },
  };
}
