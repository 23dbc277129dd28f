import { type BindingComponent, matchBindings } from '../../src/documents/bindings.ts';
import { type LicenseFields, licenseDeclaration } from '../../src/documents/license.ts';
import { jsonFields } from '../../src/documents/payload/declaration.ts';
import type { LicenseState } from '../../src/verify/licenseState.ts';
import { exitCodes } from '../command.ts';
import { explainRefusal } from '../explain.ts';
import type { Machine } from './machine.ts';
import { machineWords } from './words.ts';

/** The license is good, and the clock is not: a script decides for itself. */
const suspect = 3;

export function exitCodeOf(state: LicenseState): number {
  if (state.state === 'refused') return exitCodes.refused;
  return state.state === 'clock-suspect' ? suspect : exitCodes.success;
}

export type ComponentState = keyof typeof machineWords.matches;

/** How each component that a license is bound to stands on this machine. */
export function componentsOf(
  license: LicenseFields,
  { identity }: Machine,
): readonly { readonly component: BindingComponent; readonly state: ComponentState }[] {
  const { changed } = matchBindings(license.bindings, identity.bindings, license.requiredBindings);
  return license.bindings.map(({ component }) => {
    if (!changed.includes(component)) return { component, state: 'same' };
    const outcome = identity.findings.find((finding) => finding.component === component)?.outcome ?? 'missing';
    return { component, state: outcome === 'read' ? 'changed' : outcome };
  });
}

/** A license's state for scripts. Dates are instants; what there is none of is null. */
export function stateForScripts(state: LicenseState, machine: Machine): object {
  if (state.state === 'refused') return { state: state.state, code: state.code, details: state.details };
  const { license } = state;
  const components = componentsOf(license, machine);
  return {
    state: state.state,
    ...(state.state === 'clock-suspect' && { now: state.now, floor: state.floor }),
    ...(state.state === 'grace' && { graceUntil: state.graceUntil }),
    license: jsonFields(licenseDeclaration, license),
    machine: {
      required: Math.min(license.requiredBindings, license.bindings.length),
      equal: components.filter((one) => one.state === 'same').length,
      components: Object.fromEntries(components.map((one) => [one.component, one.state])),
      surroundings: machine.surroundings.kind,
    },
  };
}

type Row = readonly [name: string, text: string];

export function stateRow(state: LicenseState): Row {
  const { states } = machineWords;
  switch (state.state) {
    case 'active':
      return [machineWords.state, states.active()];
    case 'expires-soon':
      return [machineWords.state, states['expires-soon'](state.daysLeft)];
    case 'grace':
      return [machineWords.state, states.grace(state.graceUntil)];
    case 'clock-suspect':
      return [machineWords.state, states['clock-suspect'](state.now, state.floor)];
    case 'refused':
      return [machineWords.state, `${states.refused}. ${explainRefusal(state.code, state.details)}`];
  }
}

/** What a license says, and how it fits this machine; nothing of one that is refused. */
export function licenseRows(state: LicenseState, machine: Machine): readonly Row[] {
  if (state.state === 'refused') return [];
  const { license } = state;
  const isDue = machine.system.now.toISOString() >= license.updateDate;
  return [
    [machineWords.licenseType, machineWords.typeFor(license.licenseType, license.holder)],
    ...(license.serialMasked === undefined ? [] : [[machineWords.serial, license.serialMasked] as const]),
    ...(license.features.length === 0 ? [] : [[machineWords.features, license.features.join(', ')] as const]),
    [machineWords.until, license.stopDate === undefined ? machineWords.noEnd : machineWords.on(license.stopDate)],
    [machineWords.renewal, machineWords.renewalFrom(license.updateDate, isDue)],
    ...machineRows(license, machine),
  ];
}

function machineRows(license: LicenseFields, machine: Machine): readonly Row[] {
  const components = componentsOf(license, machine);
  if (components.length === 0) return [[machineWords.machine, machineWords.boundToKey]];
  const equal = components.filter(({ state }) => state === 'same').length;
  const required = Math.min(license.requiredBindings, components.length);
  return [
    [machineWords.machine, machineWords.matching(equal, components.length, required)],
    ...components.map(
      ({ component, state }): Row => [`  ${machineWords.component(component)}`, machineWords.matches[state]],
    ),
  ];
}
