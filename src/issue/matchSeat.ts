import { type Binding, type BindingComponent, matchBindings } from '../documents/bindings.ts';

/** A taken seat that may belong to the requesting machine, as the vendor's store knows it. */
export interface TakenSeat {
  readonly seatId: string;
  /** Whether the requesting installation holds it. */
  readonly isOwn: boolean;
  /** Own, and last known by a digest that is not this machine's: its hardware is another, and nobody can tell how much of it. */
  readonly isOtherDigest?: boolean;
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
  /**
   * Components that differ, in document order; if none does, those that are no longer shown. Empty for `same` and `unknown`,
   * and where a digest does not tell.
   */
  readonly changed: readonly BindingComponent[];
  /**
   * A seat that two machines with one identity seem to use: it moved away from exactly this hardware, which now requests
   * again; its earlier hardware contradicts this; or another installation is known to it by a single component.
   */
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
  if (own?.isOtherDigest) return { kind: 'moves', seat: own, changed: [], duplicate: null };
  if (own) {
    if (own.hardware.length > 0 && !matchBindings(own.hardware, shown, required).sufficient) {
      const changed = differences(own.hardware, shown);
      return { kind: 'moves', seat: own, changed, duplicate: duplicate === own ? own : null };
    }
    return { kind: 'same', seat: own, changed: [], duplicate: isContradicted(own, shown, required) ? own : null };
  }
  const seat = seats.find(({ hardware }) => isLike(hardware));
  if (seat) {
    const isWeak = countShared(seat.hardware, shown) <= MAX_COINCIDENCE && required > MAX_COINCIDENCE;
    const isShared = isWeak || isContradicted(seat, shown, required);
    return { kind: 'same', seat, changed: [], duplicate: isShared ? seat : null };
  }
  const near = seats.find(({ hardware, earlierHardware }) =>
    [hardware, ...earlierHardware].some((one) => countShared(one, shown) > MAX_COINCIDENCE),
  );
  if (!near) return { kind: 'unknown', seat: null, changed: [], duplicate };
  return { kind: 'another', seat: null, changed: differences(near.hardware, shown), duplicate };
}

/**
 * Whether a machine that shows more than before is the earlier one. A component that either side lacks is unknown. With a
 * single component in common, though, both must show nothing else: otherwise an activation with the install id of a cloned
 * disk alone would give its seat to every machine with a copy of that disk, whatever its hardware.
 */
export function isSameHardware(before: readonly Binding[], shown: readonly Binding[], required: number): boolean {
  const { sufficient, equal } = matchBindings(before, shown, required);
  const least = Math.min(required, MAX_COINCIDENCE + 1, Math.max(before.length, shown.length));
  return sufficient && equal >= least;
}

/**
 * Whether two lists of bindings are one machine before and after a new installation of its system, which makes another
 * install id: of the parts that both know, at least two are equal and none differs.
 */
export function isReinstalled(before: readonly Binding[], shown: readonly Binding[]): boolean {
  const earlier = new Map(before.map(({ component, value }) => [component, value]));
  const known = shown.filter(({ component }) => component !== 'os' && earlier.has(component));
  return known.length > MAX_COINCIDENCE && known.every(({ component, value }) => earlier.get(component) === value);
}

/**
 * Whether the seat's hardware, of which the last request showed only a part, once was another machine's: both machines are
 * like what is known now, but not like each other.
 */
function isContradicted(
  { hardware, earlierHardware }: TakenSeat,
  shown: readonly Binding[],
  required: number,
): boolean {
  return earlierHardware.some(
    (earlier) =>
      isSameHardware(hardware, earlier, required) &&
      !isSameHardware(earlier, shown, required) &&
      matchBindings(earlier, shown, required).different.length > 0,
  );
}

function countShared(one: readonly Binding[], other: readonly Binding[]): number {
  return matchBindings(one, other, 1).equal;
}

function differences(before: readonly Binding[], shown: readonly Binding[]): readonly BindingComponent[] {
  const { different, absent } = matchBindings(before, shown, 1);
  const added = matchBindings(shown, before, 1).absent;
  return [different, absent, added].find((components) => components.length > 0) ?? [];
}
