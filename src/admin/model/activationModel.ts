import type { ActivationRecord } from '../../contract/admin/activations.ts';
import type { Reissued } from '../api.ts';
import type { Announce } from './announcements.ts';
import { createRecord, type RecordModel } from './record.ts';
import type { Session } from './session.ts';

/** An activation, and the license that was reissued while its page was open. */
export interface ShownActivation {
  readonly record: ActivationRecord;
  readonly license: Reissued | null;
}

/** One activation and what support staff can do with it. */
export interface ActivationModel
  extends Pick<RecordModel<ShownActivation, 'releasing' | 'reissuing'>, 'state' | 'show' | 'clear'> {
  release(): Promise<void>;
  /** @param isNew whether to issue a new license also where the earlier one is still valid */
  reissue(isNew?: boolean): Promise<void>;
}

export function createActivationModel(session: Session, announce: Announce): ActivationModel {
  const { state, show, run, clear } = createRecord<ShownActivation, 'releasing' | 'reissuing'>((id) =>
    session.call(async (api) => ({ record: await api.showActivation(id), license: null })),
  );
  return {
    state,
    show,
    clear,
    async release() {
      const released = await run('releasing', (id) =>
        session.call(async (api) => ({ record: await api.releaseSeat(id), license: null })),
      );
      if (released) announce(({ activation }) => activation.released);
    },
    async reissue(isNew = false) {
      const reissued = await run('reissuing', (id) =>
        session.call(async (api) => {
          const license = await api.reissueLicense(id, isNew);
          return { license, record: await api.showActivation(id) };
        }),
      );
      if (!reissued?.license) return;
      const { outcome } = reissued.license;
      announce(({ license }) => license.outcomes[outcome]);
    },
  };
}
