/**
 * The only globals that the pure folders may use beyond ECMAScript itself. Both exist in every browser, worker and
 * Node (WHATWG Encoding Standard), and neither reaches the outside world.
 */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}
