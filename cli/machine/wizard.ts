import { stopOnSignal } from '../../server/lifecycle.ts';
import type { MachineView } from '../../src/machine/view.ts';
import { tool } from '../../src/messages/tool.en.ts';
import { readArguments } from '../arguments.ts';
import { prebuiltPages } from '../carried.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readProfileFor } from './context/profile.ts';
import { type System, thisSystem } from './context/system.ts';
import { wizardHelp } from './help.ts';
import { targetFor } from './installed/installTarget.ts';
import { createWizardApp } from './wizard/app.ts';
import { createGuard } from './wizard/guard.ts';
import { takeLocalListener } from './wizard/listener.ts';
import { openBrowser } from './wizard/openBrowser.ts';
import { packWizard } from './wizard/pages.ts';
import { createSession } from './wizard/session.ts';
import { machineWords } from './words.ts';

export const machineWizard: Command = {
  help: wizardHelp,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, {
      to: { type: 'string' },
      profile: { type: 'string' },
      'no-open': { type: 'boolean' },
    });
    if (positionals.length > 0) throw new UsageError(machineWords.none);
    const wizard = await serveWizard({ ...values, built: prebuiltPages(), system: surveyedOnce() });
    const isOpening = !values['no-open'] && openBrowser(thisSystem(), wizard.address);
    stdout.write(bannerOf(wizard, isOpening));
    stopOnSignal(wizard.stop, () => stderr.write(`${machineWords.notStopped}\n`));
    // A signal ends it.
    return new Promise<never>(() => {});
  },
};

export interface WizardOptions {
  /** As typed for `--profile` and `--to`. */
  readonly profile?: string | undefined;
  readonly to?: string | undefined;
  /** From `prebuiltPages`. */
  readonly built: ReadonlyMap<string, Uint8Array>;
  /** The world as it is at each call. */
  readonly system: () => System;
  /** The first port that is tried; 0 for whichever the system gives. */
  readonly port?: number;
}

export interface RunningWizard {
  /** With the token, which is good for one browser. */
  readonly address: string;
  /** Name of the product. */
  readonly product: string;
  /** How things stood at the start. */
  readonly view: MachineView;
  stop(): Promise<void>;
}

/**
 * Serves the wizard for one product on this machine, to one browser on it.
 *
 * @throws Trouble of `readProfileFor`, `targetFor`, `machineOf`, `takeLocalDoor`; Refusal `keyset-…`, `page-not-prebuilt`
 */
export async function serveWizard({ profile: path, to, built, system, port }: WizardOptions): Promise<RunningWizard> {
  const profile = readProfileFor(path, system());
  const session = createSession({ profile, target: targetFor(profile, system(), to), system });
  const pages = packWizard(built, JSON.stringify(profile));
  const view = await session.look();
  const listener = await takeLocalListener(port);
  const guard = createGuard(listener.port);
  const app = createWizardApp({ guard, pages, session });
  listener.open((request) => app.fetch(request));
  const address = `http://localhost:${listener.port}/?token=${guard.token}`;
  return { address, product: profile.product.name, view, stop: listener.close };
}

/** Looking at the hardware takes seconds on some systems, and it does not change under a running program. */
function surveyedOnce(): () => System {
  const survey = thisSystem().survey();
  return () => ({ ...thisSystem(), survey: () => survey });
}

function bannerOf({ address, product, view: { place } }: RunningWizard, isOpening: boolean): string {
  const { wizard } = machineWords;
  const warning = place.refusal && tool.before[place.refusal.code]?.(place.refusal.details);
  return [
    wizard.title(product),
    `${isOpening ? wizard.opening : wizard.open}\n\n  ${address}`,
    place.path === null ? wizard.goesNowhere(place.kept) : wizard.goesTo(place.path),
    ...(warning ? [`${tool.beforeYouGo} ${warning}`] : []),
    ...(place.command ? [`${wizard.later}\n\n  ${place.command}`] : []),
    wizard.stop,
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}
