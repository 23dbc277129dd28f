import { type Binding, type BindingComponent, bindingComponents, matchBindings } from '../documents/bindings.ts';

/** A seat that may be the machine's that asks, as the vendor's store knows it. */
export interface TakenSeat {
  readonly seatId: string;
  /** Whether the installation that asks sits on it. */
  readonly isOwn: boolean;
  /** What its machine showed when it got its last license; empty where that was nothing. */
  readonly hardware: readonly Binding[];
  /** What it showed before, as far as that shares a component with what is shown now. */
  readonly earlierHardware: readonly (readonly Binding[])[];
  /** Instant. */
  readonly initialActivationDate: string;
}

/**
 * Where a machine belongs. `same`: it goes on using that seat. `moves`: its installation sits there, but the hardware is
 * past the tolerance. `another`: much is like a known machine, but not enough. `unknown`: like none.
 */
export type Placement = (
  | { readonly kind: 'same' | 'moves'; readonly seat: TakenSeat }
  | { readonly kind: 'another' | 'unknown'; readonly seat: null }
) & {
  /** Components that are not what they were, in document order; empty for `same` and `unknown`. */
  readonly changed: readonly BindingComponent[];
  /** A seat that moved on from just this hardware, which now asks again: two machines with one identity. */
  readonly twin: TakenSeat | null;
};

/** Sharing one component means little: install ids are cloned with disks, and parts are sold second-hand. */
const MOST_CHANCE = 1;

/**
 * @param shown bindings of the machine that asks
 * @param seats that of its installation, and those that share components with it, the most alike first
 * @param required how many bindings a license wants to see, 1 to 5
 */
export function placeMachine(shown: readonly Binding[], seats: readonly TakenSeat[], required: number): Placement {
  const own = seats.find(({ isOwn }) => isOwn);
  const like = (hardware: readonly Binding[]) => isSameHardware(hardware, shown, required);
  const twin = seats.find((seat) => !like(seat.hardware) && seat.earlierHardware.some(like)) ?? null;
  if (own) {
    const { sufficient, changed } = matchBindings(own.hardware, shown, required);
    const isSame = sufficient || own.hardware.length === 0;
    return isSame
      ? { kind: 'same', seat: own, changed: [], twin: null }
      : { kind: 'moves', seat: own, changed, twin: twin === own ? own : null };
  }
  const seat = seats.find(({ hardware }) => like(hardware));
  if (seat) return { kind: 'same', seat, changed: [], twin: null };
  const near = seats.find(({ hardware, earlierHardware }) =>
    [hardware, ...earlierHardware].some((one) => countShared(one, shown) > MOST_CHANCE),
  );
  if (!near) return { kind: 'unknown', seat: null, changed: [], twin };
  return { kind: 'another', seat: null, changed: differences(near.hardware, shown), twin };
}

/**
 * Looked at from both sides: else one activation that showed a single component, such as the install id of a cloned disk,
 * would lend its seat to every machine that names the same one beside hardware of its own.
 */
export function isSameHardware(one: readonly Binding[], other: readonly Binding[], required: number): boolean {
  return matchBindings(one, other, required).sufficient && matchBindings(other, one, required).sufficient;
}

function countShared(one: readonly Binding[], other: readonly Binding[]): number {
  return one.length - matchBindings(one, other, 1).changed.length;
}

function differences(before: readonly Binding[], shown: readonly Binding[]): BindingComponent[] {
  const changed = [...matchBindings(before, shown, 1).changed, ...matchBindings(shown, before, 1).changed];
  return bindingComponents.filter((component) => changed.includes(component));
}
