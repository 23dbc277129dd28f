import { bindingValue } from '../crypto/binding.ts';
import {
  type Binding,
  type BindingComponent,
  type BindingStrength,
  bindingComponents,
  strengthOf,
} from '../documents/bindings.ts';
import { isPart, lastingAddresses } from './lastingAddresses.ts';
import { type Normalized, normalizeAddress, normalizeSerial, normalizeUuid } from './normalize.ts';
import type { MachineSurvey, Observation } from './survey.ts';
import { systemSerials } from './systemSerials.ts';

/** Result of reading one component. `placeholder`: the maker left a dummy value in place of an identifier. */
export type ComponentOutcome = Observation['outcome'] | 'placeholder';

export interface ComponentReading {
  readonly component: BindingComponent;
  readonly outcome: ComponentOutcome;
}

/** The hashed identity of a machine. All of it may leave the machine. */
export interface MachineIdentity {
  /** At most one for each component, in document order: what a request names. */
  readonly bindings: readonly Binding[];
  /** All: also those of the other adapters, and of the other disks that hold the system. Licenses are held against these. */
  readonly shown: readonly Binding[];
  readonly strength: BindingStrength;
  /** One for each component, in document order. */
  readonly findings: readonly ComponentReading[];
}

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
 * @param known bindings of the license that the machine has; of several adapters or disks, a request names the known one
 */
export function identifyMachine(
  productId: string,
  survey: MachineSurvey,
  known: readonly Binding[] = [],
): MachineIdentity {
  const observed: Readonly<Record<BindingComponent, readonly Observation[]>> = {
    os: [survey.os],
    system: [survey.system],
    board: [survey.board],
    disk: systemSerials(survey.disks),
    network: observedAdapters(survey),
  };
  const bindings: Binding[] = [];
  const shown: Binding[] = [];
  const findings = bindingComponents.map((component): ComponentReading => {
    const values = observed[component].flatMap((observation) => identifierIn(component, observation) ?? []);
    const present = [...new Set(values)].map((value) => ({
      component,
      value: bindingValue(productId, component, value),
    }));
    const chosen = present.find(({ value }) => known.some((one) => one.value === value)) ?? present[0];
    if (!chosen) return { component, outcome: outcomeOf(component, observed[component][0]) };
    bindings.push(chosen);
    shown.push(...present);
    return { component, outcome: 'read' };
  });
  return { bindings, shown, strength: strengthOf(bindings), findings };
}

function identifierIn(component: BindingComponent, observation: Observation): string | null {
  if (observation.outcome !== 'read') return null;
  const normalized = normalizers[component](observation.value);
  return typeof normalized === 'string' ? null : normalized.value;
}

/** @param best the observation from which a value could have come */
function outcomeOf(component: BindingComponent, best: Observation = { outcome: 'missing' }): ComponentOutcome {
  if (best.outcome !== 'read') return best.outcome;
  const normalized = normalizers[component](best.value);
  return typeof normalized === 'string' ? normalized : 'read';
}

function observedAdapters({ adapters, surroundings }: MachineSurvey): readonly Observation[] {
  const addresses = lastingAddresses(adapters);
  if (addresses.length > 0) return addresses.map((value) => ({ outcome: 'read', value }));
  if (surroundings.kind === 'container' && adapters.length > 0) return [{ outcome: 'container' }];
  return [{ outcome: adapters.some((adapter) => isPart(adapter) && adapter.isRandom) ? 'changing' : 'missing' }];
}
