import { isRefuted } from '../../verify/standing.ts';
import { type LicenseTerm, termOf } from '../../verify/term.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import { machineNow } from './machineContext.ts';
import type { OwnLicense } from './ownLicense.ts';

/** How this machine's license stands in time. */
export function licenseTermActions(engine: Engine, { recheck }: Pick<OwnLicense, 'recheck'>) {
  const { state, update, guarded, askTool } = engine;

  /** The license may have ended meanwhile, or a wrong clock may have been corrected: no wrong sentence stays. */
  async function followClock(): Promise<void> {
    if (state.value.license) await recheck().catch((error) => update({ refusal: refusalOf(error) }));
    const { refusal } = state.value;
    if (refusal && isRefuted(refusal, machineNow(engine))) update({ refusal: null });
  }

  return {
    followClock,

    /** Looks at the clock again when the person asks for it. */
    checkAgain: (): Promise<void> =>
      guarded(async () => {
        await askTool((tool) => tool.look());
        await followClock();
      }),

    /** @returns how near the end of this machine's license is; null without a license */
    term(): LicenseTerm | null {
      const { license } = state.value;
      return license && termOf(license, machineNow(engine));
    },
  };
}
