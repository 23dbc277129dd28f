import type { Engine } from '../engine.ts';
import type { OwnActions } from '../parts.ts';
import { recordReturn } from './recordReturn.ts';
import { returnLimits } from './returnLimits.ts';
import { signReturn, withReturn } from './signReturn.ts';

/** Returns this machine's license. The return is on disk before the receipt exists, so that no crash can undo it. */
export function returningActions(engine: Engine, { returnLicense }: Pick<OwnActions, 'returnLicense'>) {
  const { state, show, guarded, askTool, keepMachine } = engine;
  const limits = returnLimits(engine);

  return {
    /** What the service said about returning the license: ask it with `ask`. */
    asked: limits.asked,
    standing: limits.standing,

    /** Explains the consequences first, with the limits that the service knows where it can be reached. */
    ask(): void {
      show({ at: 'return-license' });
      void limits.ask();
    },

    keep(): void {
      show({ at: 'activated' }, 'replace');
    },

    confirm: (): Promise<void> =>
      guarded(async () => {
        if (await askTool((tool) => tool.returnLicense())) return returnLicense.follow();
        await limits.refuseInVain();
        await recordReturn(engine);
        returnLicense.follow();
        await signReturn(engine);
        void returnLicense.send();
      }),

    /** Sends a refused receipt once more. */
    sendAgain: (): Promise<void> =>
      guarded(async () => {
        const returned = state.value.machine.returns.at(-1);
        if (returned) await keepMachine(withReturn({ ...returned, refusal: null }));
        await returnLicense.send();
      }),
  };
}
