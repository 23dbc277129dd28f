import { installTargetFor } from '../../../installed/installTarget.ts';
import type { MachineView } from '../../../src/machine/view.ts';
import type { WizardEvent } from '../../../src/machine/wizardEvent.ts';
import { readProfileFor } from '../context/profile.ts';
import type { System } from '../context/system.ts';
import { createWizardApp } from './app.ts';
import { observeSession } from './events.ts';
import { createGuard } from './guard.ts';
import { takeLocalListener } from './listener.ts';
import { packWizard } from './pages.ts';
import type { Presence } from './presence.ts';
import { createMachineSession } from './session.ts';

export interface WizardOptions {
  /** As typed for `--profile` and `--to`. */
  readonly profile?: string | undefined;
  readonly to?: string | undefined;
  /** From `prebuiltPages`. */
  readonly built: ReadonlyMap<string, Uint8Array>;
  /** Called for each request. */
  readonly system: () => System;
  /** The first port to try; 0: the system chooses. */
  readonly port?: number;
  /** For the program that started the wizard; none by default. */
  readonly reports?: WizardReports;
}

export interface WizardReports {
  /** Gets what happens from `opened` on. */
  emit(event: WizardEvent): void;
  readonly presence: Presence;
}

export interface RunningWizard {
  /** With the token, which works once. */
  readonly address: string;
  /** Name of the product. */
  readonly product: string;
  /** The state at the start. */
  readonly view: MachineView;
  stop(): Promise<void>;
}

/**
 * Serves the wizard for one product to one browser on this machine.
 *
 * @throws CommandError as `readProfileFor`, `installTargetFor`, `openMachineFor`, `takeLocalListener`; Refusal `keyset-…`,
 *   `page-not-prebuilt`
 */
export async function serveWizard(options: WizardOptions): Promise<RunningWizard> {
  const { profile: path, to, built, system, port, reports } = options;
  const profile = readProfileFor(path, system());
  const session = createMachineSession({ profile, target: installTargetFor(profile, system(), to), system });
  const pages = packWizard(built, JSON.stringify(profile));
  const view = await session.look();
  const listener = await takeLocalListener(port);
  const guard = createGuard(listener.port, () => reports?.emit({ event: 'opened' }));
  const observed = reports ? observeSession(session, { first: view, trust: profile, emit: reports.emit }) : session;
  const app = createWizardApp({ guard, pages, session: observed, presence: reports?.presence ?? null });
  listener.open((request) => app.fetch(request));
  const address = `http://localhost:${listener.port}/?token=${guard.token}`;
  return { address, product: profile.product.name, view, stop: listener.close };
}
