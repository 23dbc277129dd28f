import { addMultiple, inverse, scale } from './gf256.ts';
import { factorsOf, symbolCountOf } from './symbols.ts';

/** One equation: the sum of the container's symbols, each times its factor, is `sum`. */
interface Equation {
  /** Zero before the position that it is kept at, one there. Null: only that one, so that `sum` is the symbol itself. */
  factors: Uint8Array | null;
  readonly sum: Uint8Array;
}

/**
 * Restores a container from any K independent symbols by Gaussian elimination over GF(256). The work is spread over the
 * symbols as they arrive, and dependent symbols are detected at once.
 */
export class Solver {
  readonly #streamId: Uint8Array;
  readonly #totalLength: number;
  readonly #symbolLength: number;
  readonly #equations: (Equation | undefined)[];
  #rank = 0;

  /**
   * @param streamId first 4 bytes of the container's SHA-256
   * @param totalLength bytes of the container; memory grows with its square, so the caller caps it
   * @param symbolLength bytes of a symbol; memory grows with the square of what this divides
   */
  constructor(streamId: Uint8Array, totalLength: number, symbolLength: number) {
    this.#streamId = streamId;
    this.#totalLength = totalLength;
    this.#symbolLength = symbolLength;
    this.#equations = new Array(symbolCountOf(totalLength, symbolLength));
  }

  /** K. */
  get needed(): number {
    return this.#equations.length;
  }

  /** Number of independent symbols received. */
  get received(): number {
    return this.#rank;
  }

  /**
   * Adds a symbol.
   *
   * @param number 0 to 16,777,215
   * @param symbol as long as all symbols, copied
   * @returns whether it was new information
   */
  add(number: number, symbol: Uint8Array): boolean {
    const sum = symbol.slice();
    const isNew =
      number < this.needed
        ? this.#addOwn(number, sum)
        : this.#insert({ factors: factorsOf(this.#streamId, number, this.needed), sum }, 0);
    if (isNew) this.#rank += 1;
    return isNew;
  }

  /** @returns the container, not verified; null while symbols are missing */
  solve(): Uint8Array | null {
    if (this.#rank < this.needed) return null;
    const symbolLength = this.#symbolLength;
    const container = new Uint8Array(this.needed * symbolLength);
    for (let at = this.needed - 1; at >= 0; at--) {
      const equation = this.#equations[at];
      if (!equation) return null;
      const { factors, sum } = equation;
      for (let later = at + 1; factors && later < factors.length; later++) {
        addMultiple(sum, container.subarray(later * symbolLength, (later + 1) * symbolLength), factors[later] ?? 0);
      }
      equation.factors = null;
      container.set(sum, at * symbolLength);
    }
    return container.slice(0, this.#totalLength);
  }

  /** A symbol of the container itself replaces an equation at its position, which shortens all further work. */
  #addOwn(number: number, sum: Uint8Array): boolean {
    const before = this.#equations[number];
    if (before && !before.factors) return false;
    this.#equations[number] = { factors: null, sum };
    if (!before?.factors) return true;
    before.factors[number] = 0;
    addMultiple(before.sum, sum, 1);
    return this.#insert(before, number + 1);
  }

  /** Eliminates what is known from the equation and keeps the rest at its first nonzero factor. */
  #insert(equation: Equation, from: number): boolean {
    const { factors, sum } = equation;
    if (!factors) return false;
    for (let at = from; at < factors.length; at++) {
      const factor = factors[at] ?? 0;
      if (factor === 0) continue;
      const known = this.#equations[at];
      if (!known) {
        scale(factors, inverse(factor));
        scale(sum, inverse(factor));
        this.#equations[at] = equation;
        return true;
      }
      if (known.factors) addMultiple(factors, known.factors, factor, at);
      else factors[at] = 0;
      addMultiple(sum, known.sum, factor);
    }
    return false;
  }
}
