import { surveyThisMachine } from '../hardware/survey.ts';
import { identifyMachine, type MachineIdentity } from '../src/machine/identity.ts';
import type { HostEnvironment } from '../src/machine/survey.ts';

export type { Binding, BindingComponent, BindingStrength } from '../src/documents/bindings.ts';
export type { ComponentOutcome, ComponentReading, MachineIdentity } from '../src/machine/identity.ts';
export type { HostEnvironment } from '../src/machine/survey.ts';

/**
 * What the machine on which this runs shows of itself to one product: hashes, and what became of each component. For Node
 * and the main process of Electron. On Windows and macOS programs of the system are run, which takes up to some seconds.
 *
 * @param productId the product's id
 */
export function identifyThisMachine(productId: string): MachineIdentity & { readonly surroundings: HostEnvironment } {
  const survey = surveyThisMachine();
  return { ...identifyMachine(productId, survey), surroundings: survey.surroundings };
}
