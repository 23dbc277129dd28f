import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../crypto/base64.ts';

/**
 * A kind of value that deflate cannot shorten and that is transferred as raw bytes. In the text, a control character, which
 * no document can contain, marks it. A value equal to the last one of its kind has another mark and costs no bytes.
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
const instant: Codec = countedSince1970(4, 1);
const midnight: Codec = countedSince1970(2, 86_400);

/** The first kind that reads a value counts. Part of the format, like the dictionary. */
export const rawKinds: readonly RawKind[] = [
  rawKind(0x01, 11, 8, base64Url), // key id
  rawKind(0x02, 16, 12, base64Url), // binding
  rawKind(0x03, 22, 16, base64Url), // request id, license id
  rawKind(0x04, 44, 32, base64), // public key
  rawKind(0x05, 88, 64, base64), // signature
  rawKind(0x06, 20, 2, midnight), // most dates of a license
  rawKind(0x07, 20, 4, instant),
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

/** Instants `YYYY-MM-DDTHH:MM:SSZ` as a big-endian count since 1970, in units of `unit` seconds. */
function countedSince1970(length: number, unit: number): Codec {
  return {
    decode(text) {
      const count = Date.parse(text) / 1000 / unit;
      if (!Number.isInteger(count) || count < 0 || count >= 256 ** length) return null;
      return Uint8Array.from({ length }, (_, at) => count / 256 ** (length - 1 - at));
    },
    encode(bytes) {
      const count = bytes.reduce((value, byte) => value * 256 + byte, 0);
      return new Date(count * unit * 1000).toISOString().replace('.000Z', 'Z');
    },
  };
}
