import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../crypto/base64.ts';

/**
 * A value that deflate cannot shorten and that therefore travels as raw bytes. In the text a control character, which no
 * document can contain, stands for it. A value equal to the last one of its kind costs no bytes: it has a mark of its own.
 */
export interface RawKind {
  readonly mark: string;
  readonly markSame: string;
  /** Length of the value as text. */
  readonly characters: number;
  /** Length of the value as raw bytes. */
  readonly bytes: number;
  /** @returns null when the text is not the canonical form of such a value */
  readonly read: (text: string) => Uint8Array | null;
  readonly write: (bytes: Uint8Array) => string;
}

interface Codec {
  decode(text: string): Uint8Array | null;
  encode(bytes: Uint8Array): string;
}

const base64: Codec = { decode: decodeBase64, encode: encodeBase64 };
const base64Url: Codec = { decode: decodeBase64Url, encode: encodeBase64Url };
const instant: Codec = { decode: secondsOf, encode: instantOf };

/** Told apart by their length in characters. Part of the format, like the dictionary. */
export const rawKinds: readonly RawKind[] = [
  rawKind(0x01, 11, 8, base64Url), // key id
  rawKind(0x02, 16, 12, base64Url), // binding
  rawKind(0x03, 22, 16, base64Url), // request id, license id
  rawKind(0x04, 44, 32, base64), // public key
  rawKind(0x05, 88, 64, base64), // signature
  rawKind(0x06, 20, 4, instant),
];

function rawKind(mark: number, characters: number, bytes: number, codec: Codec): RawKind {
  return {
    mark: String.fromCharCode(mark),
    markSame: String.fromCharCode(mark + 0x10),
    characters,
    bytes,
    read(text) {
      const value = codec.decode(text);
      return value?.length === bytes && codec.encode(value) === text ? value : null;
    },
    write: (value) => codec.encode(value),
  };
}

/** @returns seconds since 1970 as 4 bytes, big-endian; for other texts nonsense, which encoding again finds out */
function secondsOf(text: string): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Date.parse(text) / 1000);
  return bytes;
}

/** @returns `YYYY-MM-DDTHH:MM:SSZ`, from 1970 to 2106 */
function instantOf(bytes: Uint8Array): string {
  const seconds = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
