const printable = /^(?:[^\p{C}\ufffd]|[\t\r\n]){4,}$/u;

/**
 * Says whether a text is a code's. Some decoders take chance patterns for codes, of which hardly any has several printable
 * characters.
 */
export function isPlausible(text: string): boolean {
  return printable.test(text);
}
