/**
 * Components that a license is bound to, in document order: install id of the operating system, SMBIOS UUID, serial number
 * of the board, serial number of the system disk, MAC of the first physical network adapter.
 */
export const bindingComponents = ['os', 'system', 'board', 'disk', 'network'] as const;

export type BindingComponent = (typeof bindingComponents)[number];

/** One hashed hardware identifier (crypto/binding.ts). */
export interface Binding {
  readonly component: BindingComponent;
  /** 16 base64url characters, 96 bits. */
  readonly value: string;
}

/** `strong`: three bindings or more. `weak`: fewer, as in a browser, which sees no hardware. */
export type BindingStrength = 'strong' | 'weak';

/** Bindings from which on they are strong. */
const STRONG = 3;

export function strengthOf(bindings: readonly Binding[]): BindingStrength {
  return bindings.length >= STRONG ? 'strong' : 'weak';
}

export interface BindingMatch {
  readonly sufficient: boolean;
  /** Bound components that now differ or are missing, in document order. */
  readonly changed: readonly BindingComponent[];
}

/**
 * Compares a machine's bindings with those of a license or an earlier activation.
 *
 * @param bound the bindings to match
 * @param shown the machine's bindings now
 * @param required how many must be equal; all of them where fewer are bound
 * @returns not sufficient when nothing is bound
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

/** @returns whether two lists hold the same components with the same values */
export function areSameBindings(one: readonly Binding[], other: readonly Binding[]): boolean {
  return one.length === other.length && matchBindings(one, other, one.length).changed.length === 0;
}
