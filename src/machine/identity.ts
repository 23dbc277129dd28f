import { bindingValue } from '../crypto/binding.ts';
import { type Binding, type BindingComponent, type BindingStrength, bindingComponents } from '../documents/bindings.ts';
import { chooseAdapter } from './chooseAdapter.ts';
import { chooseDisk } from './chooseDisk.ts';
import { type Normalized, normalizeAddress, normalizeSerial, normalizeUuid } from './normalize.ts';
import type { MachineSurvey, Observation } from './survey.ts';

/** Result of reading one component. `placeholder`: the maker left a dummy value in place of an identifier. */
export type ComponentOutcome = Observation['outcome'] | 'placeholder';

export interface ComponentReading {
  readonly component: BindingComponent;
  readonly outcome: ComponentOutcome;
}

/** The hashed identity of a machine. All of it may leave the machine. */
export interface MachineIdentity {
  readonly bindings: readonly Binding[];
  readonly strength: BindingStrength;
  /** One for each component, in document order. */
  readonly findings: readonly ComponentReading[];
}

/** Components from which on a binding is strong. */
const STRONG = 3;

const normalizers: Readonly<Record<BindingComponent, (text: string) => Normalized>> = {
  os: normalizeUuid,
  system: normalizeUuid,
  board: normalizeSerial,
  disk: normalizeSerial,
  network: normalizeAddress,
};

/**
 * Hashes what a collector read into bindings. The identifiers themselves are not returned.
 *
 * @param productId id of the product; each product gets different values
 */
export function identifyMachine(productId: string, survey: MachineSurvey): MachineIdentity {
  const observed: Readonly<Record<BindingComponent, Observation>> = {
    os: survey.os,
    system: survey.system,
    board: survey.board,
    disk: chooseDisk(survey.disks),
    network: observedAdapter(survey),
  };
  const bindings: Binding[] = [];
  const findings = bindingComponents.map((component): ComponentReading => {
    const observation = observed[component];
    if (observation.outcome !== 'read') return { component, outcome: observation.outcome };
    const normalized = normalizers[component](observation.value);
    if (typeof normalized === 'string') return { component, outcome: normalized };
    bindings.push({ component, value: bindingValue(productId, component, normalized.value) });
    return { component, outcome: 'read' };
  });
  return { bindings, strength: bindings.length >= STRONG ? 'strong' : 'weak', findings };
}

function observedAdapter({ adapters, surroundings }: MachineSurvey): Observation {
  const address = chooseAdapter(adapters);
  if (address !== null) return { outcome: 'read', value: address };
  return { outcome: surroundings.kind === 'container' && adapters.length > 0 ? 'container' : 'missing' };
}
