import { type Binding, type BindingComponent, bindingComponents, matchBindings } from '../documents/bindings.ts';

/** A taken seat that may belong to the requesting machine, as the vendor's store knows it. */
export interface TakenSeat {
  readonly seatId: string;
  /** Whether the requesting installation holds it. */
  readonly isOwn: boolean;
  /** Bindings of the machine when it got its last license; may be empty. */
  readonly hardware: readonly Binding[];
  /** Earlier bindings of the seat that share a component with the request. */
  readonly earlierHardware: readonly (readonly Binding[])[];
  /** Instant. */
  readonly initialActivationDate: string;
}

/**
 * How a machine relates to the taken seats. `same`: it keeps using that seat. `moves`: its installation holds that seat,
 * but the hardware differs by more than the tolerance. `another`: it resembles a known machine, but not enough.
 * `unknown`: it resembles none.
 */
export type SeatMatch = (
  | { readonly kind: 'same' | 'moves'; readonly seat: TakenSeat }
  | { readonly kind: 'another' | 'unknown'; readonly seat: null }
) & {
  /** Components that differ, in document order; empty for `same` and `unknown`. */
  readonly changed: readonly BindingComponent[];
  /** A seat that moved away from exactly this hardware, which now requests again: two machines with one identity. */
  readonly duplicate: TakenSeat | null;
};

/** One shared component proves nothing: install ids are cloned with disks, and parts are sold second-hand. */
const MAX_COINCIDENCE = 1;

/**
 * Finds the seat that a machine already holds.
 *
 * @param shown bindings of the requesting machine
 * @param seats the installation's own seat and those that share components with the machine, most similar first
 * @param required how many bindings must match, 1 to 5
 */
export function matchSeat(shown: readonly Binding[], seats: readonly TakenSeat[], required: number): SeatMatch {
  const own = seats.find(({ isOwn }) => isOwn);
  const isLike = (hardware: readonly Binding[]) => isSameHardware(hardware, shown, required);
  const duplicate = seats.find((seat) => !isLike(seat.hardware) && seat.earlierHardware.some(isLike)) ?? null;
  if (own) {
    const { sufficient, changed } = matchBindings(own.hardware, shown, required);
    const isSame = sufficient || own.hardware.length === 0;
    return isSame
      ? { kind: 'same', seat: own, changed: [], duplicate: null }
      : { kind: 'moves', seat: own, changed, duplicate: duplicate === own ? own : null };
  }
  const seat = seats.find(({ hardware }) => isLike(hardware));
  if (seat) return { kind: 'same', seat, changed: [], duplicate: null };
  const near = seats.find(({ hardware, earlierHardware }) =>
    [hardware, ...earlierHardware].some((one) => countShared(one, shown) > MAX_COINCIDENCE),
  );
  if (!near) return { kind: 'unknown', seat: null, changed: [], duplicate };
  return { kind: 'another', seat: null, changed: differences(near.hardware, shown), duplicate };
}

/**
 * Compares both ways. Otherwise an activation with a single component, such as the install id of a cloned disk, would
 * give its seat to every machine that shares that component and has other hardware.
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
