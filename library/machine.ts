import { surveyThisMachine } from '../hardware/survey.ts';
import { identifyMachine, type MachineIdentity } from '../src/machine/identity.ts';
import type { HostEnvironment } from '../src/machine/survey.ts';

export type { Binding, BindingComponent, BindingStrength } from '../src/documents/bindings.ts';
export type { ComponentOutcome, ComponentReading, MachineIdentity } from '../src/machine/identity.ts';
export type { HostEnvironment } from '../src/machine/survey.ts';

/**
 * Identifies the machine that it runs on, by hashed hardware components. For Node and the main process of Electron. On
 * Windows and macOS it runs programs of the system, which can take a few seconds. Never throws.
 *
 * @param productId id of the product; each product gets different hashes
 * @returns the bindings, and for each component whether it was read
 */
export function identifyThisMachine(productId: string): MachineIdentity & { readonly surroundings: HostEnvironment } {
  const survey = surveyThisMachine();
  return { ...identifyMachine(productId, survey), surroundings: survey.surroundings };
}
