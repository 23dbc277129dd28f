import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { sameBytes } from '../crypto/bytes.ts';
import { Refusal } from '../refusal.ts';
import { bytesToText, textToBytes } from './alphabet.ts';
import { crc32 } from './crc32.ts';
import { byteCountIn, bytesToDigits, digitCountOf, digitsToBytes } from './digits.ts';
import { firstFormSymbolLength, symbolNumbers } from './fountain/symbols.ts';

/**
 * Mark and form in one byte. In the transfer alphabet, 0xED to 0xF1 all begin with `$`: it marks the text of a frame in these
 * forms and in three more.
 */
const firstForm = 0xed;
const secondForm = 0xee;
const streamIdLength = 4;
const headerLength = 12;
const checksumLength = 4;
/** In the second form, mark and symbol length are before the body, and the rest of the header begins it. */
const bodyStart = 2;
const bodyHeaderLength = headerLength - bodyStart;
/** The byte after the mark counts from here, up to 319. */
export const shortestSymbol = 64;
export const longestSymbol = shortestSymbol + 255;
/** Bounds the memory and time of a receiver, whatever the symbol length. The first form never has more. */
export const mostSymbols = 1200;

/** What one QR code carries: a whole container, or some symbols of one. */
export interface Frame {
  /** First 4 bytes of the container's SHA-256; the same in all frames of a transfer. */
  readonly streamId: Uint8Array;
  /** Bytes of the whole container, 1 to 16,777,215. */
  readonly totalLength: number;
  /** Number of the first symbol in `payload`, 0 to 16,777,215. */
  readonly firstSymbol: number;
  /** The whole container, or one or more symbols. */
  readonly payload: Uint8Array;
}

/** A frame of either form, as it was read. */
export interface ReadFrame extends Frame {
  /** Bytes of a symbol: 220 in the first form, 64 to 319 in the second; the same in all frames of a transfer. */
  readonly symbolLength: number;
}

/**
 * Writes a frame of the first form: mark (1 byte), flags (1), stream id (4), total length (3), number of the first symbol (3),
 * payload, CRC-32 of all before it (4); numbers big-endian. No flag is defined.
 *
 * @param frame with a whole container, or symbols of 220 bytes
 * @returns `16 + payload.length` bytes
 */
export function writeFrame(frame: Frame): Uint8Array {
  return withChecksum(firstForm, 0, concatBytes(bodyHeaderOf(frame), frame.payload));
}

/**
 * Writes a frame of the second form: mark (1 byte), symbol length less 64 (1), body, CRC-32 of all before it (4). The body is
 * what is written in the transfer alphabet as decimal digits of stream id (4 bytes), total length (3), number of the first
 * symbol (3) and payload: the fewest digits that three divides, since three characters of the alphabet are two bytes. A byte
 * more that they hold is zero, and so are digits that hold none.
 *
 * @param frame with one or more symbols of `symbolLength` bytes, 64 to 319
 */
export function writeFilledFrame(frame: ReadFrame): Uint8Array {
  const length = bodyHeaderLength + frame.payload.length;
  const digitCount = 3 * Math.ceil(digitCountOf(length) / 3);
  const filled = new Uint8Array(byteCountIn(digitCount));
  filled.set(bodyHeaderOf(frame));
  filled.set(frame.payload, bodyHeaderLength);
  const body = textToBytes(bytesToDigits(filled).padEnd(digitCount, '0'));
  if (!body) throw new Error('three digits are a group of the transfer alphabet');
  return withChecksum(secondForm, frame.symbolLength - shortestSymbol, body);
}

/** @param digitCount in a QR code @returns bytes of symbols that the body of a frame of the second form carries in them */
export function filledRoom(digitCount: number): number {
  return byteCountIn(3 * Math.floor(digitCount / 3)) - bodyHeaderLength;
}

/**
 * Reads a frame of either form.
 *
 * @param bytes untrusted
 * @throws Refusal `frame-damaged`; `frame-version-unsupported` with `part`: undamaged, but of a newer version or with an
 *   unknown flag that must be understood
 */
export function readFrame(bytes: Uint8Array): ReadFrame {
  const checked = bytes.length - checksumLength;
  if (checked <= headerLength || crc32(bytes.subarray(0, checked)) !== numberAt(bytes, checked, checksumLength)) {
    throw new Refusal('frame-damaged');
  }
  if (bytes[0] === secondForm) return readSecondForm(bytes);
  if (bytes[0] !== firstForm) throw new Refusal('frame-version-unsupported', { part: 'frame version' });
  // The upper four flags must be understood; the lower four may be ignored.
  if ((bytes[1] ?? 0) >> 4 !== 0) throw new Refusal('frame-version-unsupported', { part: 'frame flags' });
  const frame = frameOf(bytes.subarray(bodyStart, checked), firstFormSymbolLength);
  if (frame.totalLength === 0 || !(isWhole(frame) || isOfSymbols(frame))) throw new Refusal('frame-damaged');
  return frame;
}

function readSecondForm(bytes: Uint8Array): ReadFrame {
  const symbolLength = shortestSymbol + (bytes[1] ?? 0);
  const body = digitsInside(bytesToText(bytes.subarray(bodyStart, -checksumLength)));
  const length = body ? body.length - bodyHeaderLength : 0;
  if (!body || length < symbolLength) throw new Refusal('frame-damaged');
  const frame = frameOf(body.subarray(0, bodyHeaderLength + length - (length % symbolLength)), symbolLength);
  if (frame.totalLength === 0 || !isOfSymbols(frame) || frame.totalLength > mostSymbols * symbolLength) {
    throw new Refusal('frame-damaged');
  }
  // A frame has exactly one text.
  if (!sameBytes(writeFilledFrame(frame), bytes)) throw new Refusal('frame-damaged');
  return frame;
}

/** @returns the most bytes that so many digits hold; digits behind them are not looked at */
function digitsInside(text: string): Uint8Array | null {
  return digitsToBytes(text.slice(0, digitCountOf(byteCountIn(text.length))));
}

/**
 * Puts a whole container into one frame.
 *
 * @param container 1 to 16,777,215 bytes
 * @returns the frame in the transfer alphabet
 */
export function frameTextFor(container: Uint8Array): string {
  const streamId = streamIdOf(container);
  return bytesToText(writeFrame({ streamId, totalLength: container.length, firstSymbol: 0, payload: container }));
}

/** @returns whether a frame holds the whole container */
export function isWhole(frame: Frame): boolean {
  return frame.firstSymbol === 0 && frame.payload.length === frame.totalLength;
}

function isOfSymbols({ firstSymbol, payload, symbolLength }: ReadFrame): boolean {
  return payload.length % symbolLength === 0 && firstSymbol + payload.length / symbolLength <= symbolNumbers;
}

/** @returns the first 4 bytes of the container's SHA-256 */
export function streamIdOf(container: Uint8Array): Uint8Array {
  return sha256(container).slice(0, streamIdLength);
}

function bodyHeaderOf({ streamId, totalLength, firstSymbol }: Frame): Uint8Array {
  const header = new Uint8Array(bodyHeaderLength);
  header.set(streamId);
  putNumber(header, streamIdLength, 3, totalLength);
  putNumber(header, streamIdLength + 3, 3, firstSymbol);
  return header;
}

function frameOf(body: Uint8Array, symbolLength: number): ReadFrame {
  return {
    streamId: body.slice(0, streamIdLength),
    totalLength: numberAt(body, streamIdLength, 3),
    firstSymbol: numberAt(body, streamIdLength + 3, 3),
    payload: body.slice(bodyHeaderLength),
    symbolLength,
  };
}

function withChecksum(mark: number, second: number, body: Uint8Array): Uint8Array {
  const checked = concatBytes(Uint8Array.of(mark, second), body);
  const checksum = new Uint8Array(checksumLength);
  putNumber(checksum, 0, checksumLength, crc32(checked));
  return concatBytes(checked, checksum);
}

function putNumber(bytes: Uint8Array, at: number, length: number, value: number): void {
  for (let byte = 0; byte < length; byte++) bytes[at + byte] = value >>> (8 * (length - 1 - byte));
}

function numberAt(bytes: Uint8Array, at: number, length: number): number {
  return bytes.subarray(at, at + length).reduce((value, byte) => value * 256 + byte, 0);
}
