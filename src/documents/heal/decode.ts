import { decodeWindows1252 } from './codePages.ts';
import { TextWriter } from './codeUnits.ts';

export interface DecodedText {
  readonly text: string;
  /** The bytes were not UTF-8 with at most a byte order mark. */
  readonly isReencoded: boolean;
  /** Each byte became one character, of a code page that is not known. */
  readonly isSingleByte: boolean;
}

/** A file that holds no text. */
export type BinaryKind = 'pdf' | 'picture' | 'office' | 'program' | 'archive' | 'shortcut' | 'mac-attributes';

/** First bytes of files that hold no text. */
const binaries: readonly (readonly [BinaryKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x52, 0x49, 0x46, 0x46]],
  // Office before 2007, and messages that Outlook saved.
  ['office', [0xd0, 0xcf, 0x11, 0xe0]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0x4d, 0x5a, 0x90, 0x00]],
  // 7-Zip, RAR, XZ, bzip2, Zstandard, Windows cabinet: archives that are not opened here.
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['archive', [0xfd, 0x37, 0x7a, 0x58]],
  ['archive', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]],
  ['archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['archive', [0x4d, 0x53, 0x43, 0x46, 0x00]],
  // A shell link of Windows, with its class.
  ['shortcut', [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02]],
  // AppleDouble: the `._name` that macOS writes to drives of other systems.
  ['mac-attributes', [0x00, 0x05, 0x16, 0x07]],
];

/** @returns what kind of file it is; null when it may be text */
export function binaryKind(bytes: Uint8Array): BinaryKind | null {
  return binaries.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0] ?? null;
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Bytes that are looked at for the zeros of UTF-16 and UTF-32. */
const sampleLength = 512;

/**
 * Decodes the text of a file in whatever encoding an editor or a shell saved it.
 *
 * @returns the texts that the bytes may be, the likeliest first; none for a file that is no text
 */
export function decodeText(bytes: Uint8Array): readonly DecodedText[] {
  if (binaryKind(bytes)) return [];
  const wide = decodeWide(bytes);
  if (wide !== null) return [{ text: plain(wide), isReencoded: true, isSingleByte: false }];
  const text = plain(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const isUtf8 = !text.includes('\ufffd') || isStrictUtf8(bytes);
  if (isUtf8) return [{ text, isReencoded: false, isSingleByte: false }];
  // Not UTF-8, or UTF-8 with other bytes around it.
  const singleBytes = { text: plain(decodeWindows1252(bytes)), isReencoded: true, isSingleByte: true };
  return [singleBytes, { text, isReencoded: true, isSingleByte: false }];
}

/** Without byte order mark; lines end with LF. */
function plain(text: string): string {
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (!unmarked.includes('\r')) return unmarked;
  const writer = new TextWriter(unmarked.length);
  for (let at = 0; at < unmarked.length; at++) {
    const unit = unmarked.charCodeAt(at);
    if (unit !== CARRIAGE_RETURN) writer.write(unit);
    else if (unmarked.charCodeAt(at + 1) !== LINE_FEED) writer.write(LINE_FEED);
  }
  return writer.text;
}

function isStrictUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 and UTF-32 are told by their zeros: the text of a document is ASCII for the most part. */
function decodeWide(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleLength);
  const zeros = [0, 0, 0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros;
  const most = sample.length / 16;
  // Zeros in every place pad: they are no part of the text.
  if (Math.min(first, second, third, fourth) > most) return null;
  if (second > most && fourth > most) return third > most ? decodeUtf32(bytes, 0) : decode('utf-16le', bytes);
  if (first > most && third > most) return second > most ? decodeUtf32(bytes, 3) : decode('utf-16be', bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes);
  return bytes[0] === 0xfe && bytes[1] === 0xff ? decode('utf-16be', bytes) : null;
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** @param lowest position of the lowest byte in each group of four */
function decodeUtf32(bytes: Uint8Array, lowest: 0 | 3): string {
  const writer = new TextWriter(bytes.length >> 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, lowest === 0);
    if (code < 0x10000) writer.write(code);
    else writer.writeText(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
  }
  return writer.text;
}
