const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const nativeUtf16 = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'utf-16le' : 'utf-16be';
const utf16 = new TextDecoder(nativeUtf16, { ignoreBOM: true });

/** @returns the text of UTF-16 code units. ASCII, which is the rule, is four times as fast and takes half the memory. */
export function textOfCodeUnits(units: Uint16Array): string {
  let all = 0;
  for (let at = 0; at < units.length; at++) all |= units[at] ?? 0;
  if (all < 0x80) return utf8.decode(new Uint8Array(units));
  return utf16.decode(new Uint8Array(units.buffer, units.byteOffset, units.byteLength));
}

/**
 * Collects a changed text by code unit. Text crafted of nothing but escapes makes callbacks and lists of parts slow; this
 * costs the same for every text.
 */
export class TextWriter {
  readonly #units: Uint16Array;
  #length = 0;

  /** @param most code units, which the changed text must not exceed */
  constructor(most: number) {
    this.#units = new Uint16Array(most);
  }

  write(unit: number): void {
    this.#units[this.#length++] = unit;
  }

  writeText(text: string): void {
    for (let at = 0; at < text.length; at++) this.write(text.charCodeAt(at));
  }

  /** Copies a passage of another text. */
  copy(text: string, from: number, to: number): void {
    for (let at = from; at < to; at++) this.#units[this.#length++] = text.charCodeAt(at);
  }

  get text(): string {
    return textOfCodeUnits(this.#units.subarray(0, this.#length));
  }
}

/** @returns the value of a hexadecimal digit; -1 for another character */
export function hexadecimalDigit(code = 0): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** @returns whether a code unit is a letter of ASCII */
export function isLetter(code: number): boolean {
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}

/** @returns whether a code unit is a digit of ASCII */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
