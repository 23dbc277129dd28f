import { addMultiple } from './gf256.ts';

/** Bytes of a symbol in a frame of the first form. In the second form, a transfer chooses its own. */
export const firstFormSymbolLength = 220;
/** Symbol numbers have 24 bits; a sender that reaches the end restarts at 0. */
export const symbolNumbers = 2 ** 24;

/**
 * @param totalLength bytes of the container
 * @param symbolLength bytes of a symbol
 * @returns K, the number of independent symbols that restore it
 */
export function symbolCountOf(totalLength: number, symbolLength: number): number {
  return Math.ceil(totalLength / symbolLength);
}

/**
 * Computes the factors by which symbol K or higher combines the symbols of the container. Uses 32-bit integers only, so that
 * all engines agree. The mixing is not linear over GF(2): with a linear one, symbols whose numbers cancel each other out
 * would be dependent.
 *
 * @param streamId first 4 bytes of the container's SHA-256
 * @param number number of the symbol, K to 16,777,215
 * @param count K
 * @returns one byte for each symbol of the container
 */
export function factorsOf(streamId: Uint8Array, number: number, count: number): Uint8Array {
  const stream = streamId.reduce((value, byte) => (value << 8) | byte, 0);
  const start = mixed(stream ^ mixed(number));
  const factors = new Uint8Array(count);
  for (let at = 0; at < count; at += 4) {
    const word = mixed(start + Math.imul(at >> 2, 0x9e3779b9));
    for (let byte = 0; byte < 4 && at + byte < count; byte++) factors[at + byte] = word >>> (24 - 8 * byte);
  }
  return factors;
}

/**
 * Computes one symbol of a container: the first K are its own bytes, padded with zeros, all others linear combinations of
 * those over GF(256).
 *
 * @param container at least 1 byte
 * @param streamId first 4 bytes of its SHA-256
 * @param number number of the symbol, 0 to 16,777,215
 * @param symbolLength bytes of a symbol
 * @returns `symbolLength` bytes
 */
export function symbolOf(
  container: Uint8Array,
  streamId: Uint8Array,
  number: number,
  symbolLength: number,
): Uint8Array {
  const count = symbolCountOf(container.length, symbolLength);
  const symbol = new Uint8Array(symbolLength);
  const ownSymbol = (own: number) => container.subarray(own * symbolLength, (own + 1) * symbolLength);
  if (number < count) {
    symbol.set(ownSymbol(number));
    return symbol;
  }
  const factors = factorsOf(streamId, number, count);
  for (const [own, factor] of factors.entries()) {
    const bytes = ownSymbol(own);
    if (bytes.length === symbolLength) addMultiple(symbol, bytes, factor);
    else addMultiple(symbol.subarray(0, bytes.length), bytes, factor);
  }
  return symbol;
}

/** Every bit of the result depends on every bit of the value (the finalizer of MurmurHash3). */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
