import type { Engine } from '../engine.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import type { ReturnAnswer } from '../ports/service.ts';
import type { ReturnRecord } from '../records.ts';
import { recordReturn, signReturn, withReturn } from './recordReturn.ts';

export type ReturnLicenseActions = ReturnType<typeof returnLicenseActions>;

/** Returns this machine's license. The return is on disk before the receipt exists, so that no crash can undo it. */
export function returnLicenseActions(engine: Engine) {
  const { state, update, show, guarded, askTool, keepMachine } = engine;
  const outbox = createReturnOutbox(engine);

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
    send: outbox.sendPending,

    /** Call it at the start: signs and sends what a crash interrupted. */
    async resume(): Promise<void> {
      await signReturn(engine);
      void outbox.sendPending();
    },

    /** Explains the consequences first. */
    ask(): void {
      show({ at: 'return-license' });
    },

    keep(): void {
      show({ at: 'activated' }, 'replace');
    },

    confirm: (): Promise<void> =>
      guarded(async () => {
        if (await askTool((tool) => tool.returnLicense())) return follow();
        await recordReturn(engine);
        follow();
        await signReturn(engine);
        void outbox.sendPending();
      }),

    showReceipt(): void {
      show({ at: 'returned' });
    },

    /** Sends a refused receipt once more. */
    sendAgain: (): Promise<void> =>
      guarded(async () => {
        const returned = state.value.machine.returns.at(-1);
        if (returned) await keepMachine(withReturn({ ...returned, refusal: null }));
        await outbox.sendPending();
      }),
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
      return newest && isWaiting(newest) && !ports.tool ? [newest.nonce] : [];
    },
    prepare: async (id) => find(id),
    send: ({ receipt }) => ports.service.returnLicense(receipt ?? new Uint8Array()),
    keepAnswer: (returned, answer) => keepMachine(withReturn({ ...returned, answer })),
    async keepRefusal(id, refusal) {
      const returned = find(id);
      if (returned) await keepMachine(withReturn({ ...returned, refusal }));
    },
  });
}

function isWaiting({ receipt, answer, refusal }: ReturnRecord): boolean {
  return receipt !== null && !answer && !refusal;
}
