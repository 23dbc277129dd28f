import { Refusal } from '../../refusal.ts';
import { limits, type Rule } from '../rules.ts';
import { decodeEntities } from './xml.ts';

declare const authentic: unique symbol;

/** A payload whose signature holds. Only `checkSignature` makes one, and only this reaches the reader. */
export type AuthenticPayload = string & { readonly [authentic]: true };

/** The longest value as the payload writes it: a holder of only quotation marks. */
const LONGEST_VALUE = limits.holderBytes * '&quot;'.length;

/**
 * @param path elements joined with `/`, an attribute after `@`
 * @param at position in the payload where reading stopped, in UTF-16 code units
 */
export function schemaFault(path: string, error: string, at?: number): Refusal {
  return new Refusal('payload-schema', { path, fault: error, ...(at !== undefined && { at }) });
}

/**
 * Moves through a payload from its first character to its last, along the one text that its declaration allows. It never
 * looks back or searches ahead, so a payload is refused at its first wrong character, and what is read is canonical.
 */
export class PayloadReader {
  readonly #text: string;
  #at = 0;

  constructor(payload: AuthenticPayload) {
    this.#text = payload;
  }

  isAt(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  /** @returns whether the payload continues with the text; if so, it is read */
  skip(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** @throws Refusal `payload-schema` with `path`, `fault` and `at` when the payload does not continue with the text */
  expect(text: string, path: string, fault = 'is missing, out of place or not in canonical form'): void {
    if (!this.skip(text)) throw this.fault(path, fault);
  }

  /**
   * Reads the rest of an attribute, from its value on.
   *
   * @throws Refusal `payload-schema` with `path`, `fault` and `at` when the value breaks its rule
   */
  value(path: string, rule: Rule): string {
    const end = this.#text.slice(this.#at, this.#at + LONGEST_VALUE + 1).indexOf('"');
    if (end < 0) throw this.fault(path, 'has no end within the length of a value');
    const text = decodeEntities(this.#text.slice(this.#at, this.#at + end));
    if (text === null) throw this.fault(path, 'has characters that are not escaped');
    const verdict = rule(text);
    if (verdict !== true) throw this.fault(path, verdict);
    this.#at += end + 1;
    return text;
  }

  /** @throws Refusal `payload-schema` with `path`, `fault` and `at` when the payload continues */
  end(path: string): void {
    if (this.#at !== this.#text.length) throw this.fault(path, 'is followed by something else');
  }

  fault(path: string, fault: string): Refusal {
    return schemaFault(path, fault, this.#at);
  }
}
