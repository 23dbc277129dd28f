import { attribute, records } from './payload/fields.ts';
import { kinds } from './payload/kinds.ts';

/**
 * What of a machine's hardware and system is bound, in the order in which documents list it: the operating system's
 * install id, the SMBIOS UUID, the board's serial number, the system disk's serial number, the first physical MAC.
 */
export const bindingComponents = ['os', 'system', 'board', 'disk', 'network'] as const;

export type BindingComponent = (typeof bindingComponents)[number];

/** One hashed hardware identifier (crypto/binding.ts). */
export interface Binding {
  readonly component: BindingComponent;
  /** 16 base64url characters, 96 bits. */
  readonly value: string;
}

/** `strong`: at least three components were found. `weak`: fewer, or a browser that can see none. */
export type BindingStrength = 'strong' | 'weak';

export interface BindingMatch {
  readonly sufficient: boolean;
  /** Components that were bound and are now different or gone, in document order. */
  readonly changed: readonly BindingComponent[];
}

/**
 * Compares a machine with the one that a license, or an earlier activation, was bound to.
 *
 * @param bound what was bound
 * @param shown what the machine shows now
 * @param required how many must be equal; where fewer were bound, all of those
 * @returns never sufficient when nothing was bound
 */
export function matchBindings(bound: readonly Binding[], shown: readonly Binding[], required: number): BindingMatch {
  const values = new Map(shown.map(({ component, value }) => [component, value]));
  const changed = bound.filter(({ component, value }) => values.get(component) !== value);
  const equal = bound.length - changed.length;
  return {
    sufficient: bound.length > 0 && equal >= Math.min(required, bound.length),
    changed: changed.map(({ component }) => component),
  };
}

/** Whether two lists say the same of a machine, to the last component. */
export function areSameBindings(one: readonly Binding[], other: readonly Binding[]): boolean {
  return one.length === other.length && matchBindings(one, other, one.length).changed.length === 0;
}

/** The field `<MachineBindings><Binding Key="…" Value="…"/>…</MachineBindings>` of requests and licenses. */
export const bindingsField = records(
  'MachineBindings',
  'Binding',
  bindingComponents.length,
  {
    component: attribute('Key', kinds.oneOf(bindingComponents, 'component')),
    value: attribute('Value', kinds.bindingValue),
  },
  {
    uniqueBy: 'component',
    sort: (bindings) => bindingComponents.flatMap((component) => bindings.filter((one) => one.component === component)),
  },
);
