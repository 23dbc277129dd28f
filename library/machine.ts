import { surveyThisMachine, surveyThisMachineAsync } from '../hardware/survey.ts';
import type { Binding } from '../src/documents/bindings.ts';
import { identifyMachine, type MachineIdentity } from '../src/machine/identity.ts';
import type { HostEnvironment, MachineSurvey } from '../src/machine/survey.ts';

export type { Binding, BindingComponent, BindingStrength } from '../src/documents/bindings.ts';
export type { ComponentOutcome, ComponentReading } from '../src/machine/identity.ts';
export type { HostEnvironment } from '../src/machine/survey.ts';

/** This machine's identity. */
export interface ThisMachine extends Pick<MachineIdentity, 'strength' | 'findings'> {
  /** For `checkLicense`: of a component that the machine has several times, such as network adapters, all. */
  readonly bindings: readonly Binding[];
  readonly surroundings: HostEnvironment;
}

/**
 * Identifies the machine that it runs on, by hashed hardware components. For Node and the main process of Electron. On
 * Windows and macOS it runs programs of the system, which can take a few seconds and blocks: where something else goes on,
 * use {@link identifyThisMachineAsync}. Never throws.
 *
 * @param productId id of the product; each product gets different hashes
 * @returns the bindings, and for each component whether it was read
 */
export function identifyThisMachine(productId: string): ThisMachine {
  return identityOf(productId, surveyThisMachine());
}

/**
 * As {@link identifyThisMachine}, while the event loop goes on: windows are drawn, calls are answered. Never rejects.
 *
 * @param productId id of the product; each product gets different hashes
 */
export async function identifyThisMachineAsync(productId: string): Promise<ThisMachine> {
  return identityOf(productId, await surveyThisMachineAsync());
}

function identityOf(productId: string, survey: MachineSurvey): ThisMachine {
  const { shown, strength, findings } = identifyMachine(productId, survey);
  return { bindings: shown, strength, findings, surroundings: survey.surroundings };
}
