const arrivals = new WeakMap<object, number>();

/** @param at when the first bytes of the call arrived, in monotonic milliseconds */
export function recordArrival(incoming: object, at: number): void {
  arrivals.set(incoming, at);
}

/** @returns when the first bytes of a call arrived, in monotonic milliseconds; undefined for a call without a connection */
export function arrivalOf(incoming: object | undefined): number | undefined {
  return incoming && arrivals.get(incoming);
}
