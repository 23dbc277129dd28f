import { signal } from '@preact/signals';
import type { ReturnCheck } from '../../contract/calls/returnAnswer.ts';
import { type ReturnStanding, standingOfReturns } from '../../issue/returnStanding.ts';
import { Refusal } from '../../refusal.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import { licenseIn } from '../keys/bundle.ts';
import type { KeptRefusal } from '../records.ts';
import { machineNow } from './machineContext.ts';

/** What the service says about returning this machine's license; null while nobody has asked. */
export type AskedReturn =
  | { readonly status: 'asking' }
  | { readonly status: 'possible'; readonly check: ReturnCheck }
  | { readonly status: 'refused'; readonly refusal: KeptRefusal }
  | { readonly status: 'unreachable' };

export interface ReturnPermission {
  readonly asked: { readonly value: AskedReturn | null };
  /** @returns what this machine knows by itself; null where no limit is known, or none applies to its license */
  standing(): ReturnStanding | null;
  /** Asks the service, where it can be reached. Never rejects. */
  ask(): Promise<void>;
  /**
   * Makes sure, as far as it can be known here, that the receipt will be taken: the license must not be given up for
   * nothing.
   *
   * @throws Refusal `return-too-soon`, `return-too-often`, `return-superseded`, `return-other`
   */
  refuseInVain(): Promise<void>;
}

/** The vendor's limits, as this machine and the service know them. */
export function returnLimits(engine: Engine): ReturnPermission {
  const { ports, vendor, state } = engine;
  const asked = signal<AskedReturn | null>(null);

  function standing(): ReturnStanding | null {
    const { license, machine } = state.value;
    const { returns: limits } = vendor.profile;
    if (!limits || !license?.serialMasked) return null;
    // The service has refused these for good: they changed nothing.
    const earlier = machine.returns.filter(({ refusal }) => refusal === null);
    return standingOfReturns(earlier, limits, machineNow(engine));
  }

  async function ask(): Promise<void> {
    const { license } = state.value.machine;
    if (!license || ports.tool) return;
    asked.value = { status: 'asking' };
    asked.value = await answerFor(licenseIn(license));
  }

  async function answerFor(license: Uint8Array): Promise<AskedReturn> {
    try {
      return { status: 'possible', check: await ports.service.checkReturn(license) };
    } catch (error) {
      const refusal = refusalOf(error);
      // A service of an earlier version does not know the call.
      return refusal.code.startsWith('return-') ? { status: 'refused', refusal } : { status: 'unreachable' };
    }
  }

  return {
    asked,
    standing,
    ask,
    async refuseInVain() {
      await ask();
      const answer = asked.value;
      const refusal =
        answer?.status === 'refused' ? answer.refusal : answer?.status === 'possible' ? null : standing()?.refusal;
      if (refusal) throw new Refusal(refusal.code, refusal.details);
    },
  };
}
