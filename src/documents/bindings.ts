/**
 * Components that a license is bound to, in document order: install id of the operating system, SMBIOS UUID, serial number
 * of the board, serial number of the system disk, MAC of a network adapter that is built in.
 */
export const bindingComponents = ['os', 'system', 'board', 'disk', 'network'] as const;

export type BindingComponent = (typeof bindingComponents)[number];

/** One hashed hardware identifier (crypto/binding.ts). */
export interface Binding {
  readonly component: BindingComponent;
  /** 16 base64url characters, 96 bits. */
  readonly value: string;
}

/** `strong`: at least three components were found. `weak`: fewer, as in a browser, which sees none. */
export type BindingStrength = 'strong' | 'weak';

export interface BindingMatch {
  readonly sufficient: boolean;
  /** Bound components whose value is shown. */
  readonly equal: number;
  /** How many of them must be equal here and now. */
  readonly needed: number;
  /** Bound components of which another value is shown, in document order. */
  readonly different: readonly BindingComponent[];
  /** Bound components that are not shown, in document order: unknown, not changed. */
  readonly absent: readonly BindingComponent[];
}

/** One equal component proves nothing: install ids are cloned with disks, and parts are sold second-hand. */
const LEAST_EQUAL = 2;

/**
 * Compares a machine's bindings with those of a license or an earlier activation (docs/format.md, Machine bindings). What
 * the machine does not show is unknown: a read that fails, or a user without rights, changes no hardware.
 *
 * @param bound the bindings to match
 * @param shown the machine's bindings now; several of one component if it has several, such as network adapters
 * @param required how many must be equal, 1 to 5. Where fewer are bound or shown, all of those; but at least two, and half
 *   of the bound ones
 * @returns not sufficient when nothing is bound
 */
export function matchBindings(bound: readonly Binding[], shown: readonly Binding[], required: number): BindingMatch {
  const isShown = ({ component }: Binding) => shown.some((one) => one.component === component);
  const isEqual = (one: Binding) => shown.some((other) => isSameBinding(one, other));
  const comparable = bound.filter(isShown);
  const differing = comparable.filter((one) => !isEqual(one));
  const equal = comparable.length - differing.length;
  const enough = Math.max(comparable.length, LEAST_EQUAL, Math.ceil(bound.length / 2));
  const needed = Math.min(required, bound.length, enough);
  return {
    sufficient: bound.length > 0 && equal >= needed,
    equal,
    needed,
    different: differing.map(({ component }) => component),
    absent: bound.filter((one) => !isShown(one)).map(({ component }) => component),
  };
}

function isSameBinding(one: Binding, other: Binding): boolean {
  return one.component === other.component && one.value === other.value;
}

/** @returns whether two lists hold the same components with the same values */
export function areSameBindings(one: readonly Binding[], other: readonly Binding[]): boolean {
  return one.length === other.length && matchBindings(one, other, one.length).equal === one.length;
}
