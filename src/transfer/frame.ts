import { sha256 } from '@noble/hashes/sha2.js';
import { Refusal } from '../refusal.ts';
import { bytesToText } from './alphabet.ts';
import { crc32 } from './crc32.ts';
import { symbolLength, symbolNumbers } from './fountain/symbols.ts';

/**
 * Mark and version in one byte. In the transfer alphabet, 0xED to 0xF1 all begin with `$`: it marks the text of a frame in
 * this version and in four more.
 */
const version1 = 0xed;
const streamIdLength = 4;
const headerLength = 12;
const checksumLength = 4;

/** What one QR code carries: a whole container, or some symbols of one. */
export interface Frame {
  /** First 4 bytes of the container's SHA-256; the same in all frames of a transfer. */
  readonly streamId: Uint8Array;
  /** Bytes of the whole container, 1 to 16,777,215. */
  readonly totalLength: number;
  /** Number of the first symbol in `payload`, 0 to 16,777,215. */
  readonly firstSymbol: number;
  /** The whole container, or one or more symbols of 220 bytes. */
  readonly payload: Uint8Array;
}

/**
 * Writes a frame: mark and version (1 byte), flags (1), stream id (4), total length (3), number of the first symbol (3),
 * payload, CRC-32 of all before it (4); numbers big-endian. No flag is defined.
 *
 * @returns `16 + payload.length` bytes
 */
export function writeFrame(frame: Frame): Uint8Array {
  const bytes = new Uint8Array(headerLength + frame.payload.length + checksumLength);
  bytes[0] = version1;
  bytes.set(frame.streamId, 2);
  putNumber(bytes, 6, 3, frame.totalLength);
  putNumber(bytes, 9, 3, frame.firstSymbol);
  bytes.set(frame.payload, headerLength);
  const checked = bytes.length - checksumLength;
  putNumber(bytes, checked, checksumLength, crc32(bytes.subarray(0, checked)));
  return bytes;
}

/**
 * Reads a frame.
 *
 * @param bytes untrusted
 * @throws Refusal `frame-damaged`; `frame-version-unsupported` with `part`: undamaged, but of a newer version or with an
 *   unknown flag that must be understood
 */
export function readFrame(bytes: Uint8Array): Frame {
  const checked = bytes.length - checksumLength;
  if (checked <= headerLength || crc32(bytes.subarray(0, checked)) !== numberAt(bytes, checked, checksumLength)) {
    throw new Refusal('frame-damaged');
  }
  if (bytes[0] !== version1) throw new Refusal('frame-version-unsupported', { part: 'frame version' });
  // The upper four flags must be understood; the lower four may be ignored.
  if ((bytes[1] ?? 0) >> 4 !== 0) throw new Refusal('frame-version-unsupported', { part: 'frame flags' });
  const frame = {
    streamId: bytes.slice(2, 2 + streamIdLength),
    totalLength: numberAt(bytes, 6, 3),
    firstSymbol: numberAt(bytes, 9, 3),
    payload: bytes.slice(headerLength, checked),
  };
  if (frame.totalLength === 0 || !(isWhole(frame) || isOfSymbols(frame))) throw new Refusal('frame-damaged');
  return frame;
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

function isOfSymbols({ firstSymbol, payload }: Frame): boolean {
  return payload.length % symbolLength === 0 && firstSymbol + payload.length / symbolLength <= symbolNumbers;
}

/** @returns the first 4 bytes of the container's SHA-256 */
export function streamIdOf(container: Uint8Array): Uint8Array {
  return sha256(container).slice(0, streamIdLength);
}

function putNumber(bytes: Uint8Array, at: number, length: number, value: number): void {
  for (let byte = 0; byte < length; byte++) bytes[at + byte] = value >>> (8 * (length - 1 - byte));
}

function numberAt(bytes: Uint8Array, at: number, length: number): number {
  return bytes.subarray(at, at + length).reduce((value, byte) => value * 256 + byte, 0);
}
