/** @returns whether two arrays hold the same bytes; not in constant time, so not for secrets */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
