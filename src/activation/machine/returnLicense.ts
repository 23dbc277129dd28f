import type { Engine } from '../engine.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { createLaterSending, isToSend } from '../outbox/takenLater.ts';
import type { ReturnAnswer } from '../ports/service.ts';
import type { ReturnRecord } from '../records.ts';
import { signReturn, withReturn } from './signReturn.ts';

export type ReturnLicenseActions = ReturnType<typeof returnLicenseActions>;

/** What becomes of a returned license; `returningActions` returns it. */
export function returnLicenseActions(engine: Engine) {
  const { state, update, show } = engine;
  const outbox = createReturnOutbox(engine);
  const sendLater = createLaterSending(
    engine.ports,
    () => state.value.machine.returns.slice(-1),
    () => void send(),
  );

  async function send(): Promise<void> {
    await outbox.sendPending();
    sendLater();
  }

  /** The license in force is gone, whichever tab returned it. */
  function follow(): void {
    const { license, machine, screen } = state.value;
    if (!license || machine.license) return;
    update({ license: null, outOfTerm: null, offer: null });
    if (['activated', 'replace-license', 'return-license'].includes(screen.at)) show({ at: 'returned' }, 'replace');
  }

  return {
    follow,
    /** Sends the receipt where this machine is online after all. */
    send,

    /** Call it at the start: signs and sends what a crash interrupted. */
    async resume(): Promise<void> {
      await signReturn(engine);
      void send();
    },

    showReceipt(): void {
      show({ at: 'returned' });
    },
  };
}

/** Sends the newest return; the command line tool's page has no network. */
function createReturnOutbox(engine: Engine): Outbox {
  const { ports, state, keepMachine } = engine;
  const find = (id: string) => state.value.machine.returns.find(({ nonce }) => nonce === id) ?? null;
  return createOutbox<ReturnRecord, ReturnAnswer>(engine, {
    name: 'returns',
    inBackground: false,
    pending: () => {
      const newest = state.value.machine.returns.at(-1);
      return newest && isWaiting(newest, ports.now()) && !ports.tool ? [newest.nonce] : [];
    },
    prepare: async (id) => find(id),
    send: ({ receipt }) => ports.service.returnLicense(receipt ?? new Uint8Array()),
    keepAnswer: (returned, answer) => keepMachine(withReturn({ ...returned, answer, refusal: null })),
    async keepRefusal(id, refusal) {
      const returned = find(id);
      if (returned) await keepMachine(withReturn({ ...returned, refusal }));
    },
  });
}

function isWaiting(returned: ReturnRecord, now: Date): boolean {
  return returned.receipt !== null && isToSend(returned, now);
}
