/// <reference path="./qrcodeCore.d.ts" />
import { create, type QrSegment } from 'qrcode/lib/core/qrcode.js';
import { Refusal } from '../refusal.ts';
import { frameTextFor } from './frame.ts';
import { linkFor, withoutFragment } from './link.ts';
import { packParcel } from './packParcel.ts';
import type { Parcel } from './parcel.ts';

/** The modules of a code, or of several codes together; without the quiet zone around them. */
export interface Modules {
  /** Modules on each side. */
  readonly size: number;
  /** @returns whether the module is dark; row and column count from 0 at the top left */
  isDark(row: number, column: number): boolean;
}

/** A QR code to show. */
export interface Code extends Modules {
  /** QR version, 1 to 40. */
  readonly version: number;
  /** The content: the address of the page, with the frame in its fragment. */
  readonly text: string;
}

/** Ordinary phones and webcams do not reliably read denser codes, and a single code cannot reduce its density. */
const maxSingleVersion = 25;
/** Never used: jsqr misplaces an alignment pattern of this version and cannot read it. */
const unreadableVersion = 23;
/** Frames look random, so that no mask is better; a fixed one saves trying all eight. */
const mask = 2;
/**
 * A frame of the second form: mark and symbol length, digits, checksum. A frame of the first form that looks like one, which is
 * rare, only becomes another code with the same text.
 */
const filledFrame = /^(\$..)([0-9]{180,})(.{6})$/;
/** White modules around a code (ISO/IEC 18004 section 5.3.8). */
export const quietZone = 4;

/** Data bits of versions 1 to 40 at level L (ISO/IEC 18004 table 7), in bytes. */
const capacities = [
  19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523, 589, 647, 721, 795, 861, 932, 1006, 1094, 1174,
  1276, 1370, 1468, 1531, 1631, 1735, 1843, 1955, 2071, 2191, 2306, 2434, 2566, 2702, 2812, 2956,
] as const;

/**
 * Makes the single QR code of a whole parcel.
 *
 * @param content a parcel, or its container as `packParcel` returns it
 * @param pageUrl address of the page that the code opens on a phone
 * @throws Refusal `parcel-too-large` when version 25 does not hold it
 */
export function codeFor(content: Uint8Array | Parcel, pageUrl: string): Code {
  const container = content instanceof Uint8Array ? content : packParcel(content);
  return codeOfFrame(frameTextFor(container), pageUrl, maxSingleVersion);
}

/**
 * Makes the QR code of one frame, at level L, in the smallest version that holds it: a byte segment with the address of the
 * page, and an alphanumeric segment with the frame. Of a frame of the second form, the first three characters are in the byte
 * segment, the digits in a numeric one and only the last six in an alphanumeric one.
 *
 * @param frame in the transfer alphabet
 * @param pageUrl address of the page that the code opens on a phone
 * @param maxVersion 1 to 40
 * @throws Refusal `parcel-too-large` with `version` when version `maxVersion` does not hold it
 */
export function codeOfFrame(frame: string, pageUrl: string, maxVersion = 40): Code {
  const segments = segmentsOf(frame, pageUrl);
  const version = smallestVersion(segments);
  if (version === null || version > maxVersion) throw new Refusal('parcel-too-large', { version: maxVersion });
  const { modules } = create(segments, { version, maskPattern: mask, errorCorrectionLevel: 'L' });
  return {
    size: modules.size,
    isDark: (row, column) => modules.get(row, column) !== 0,
    version,
    text: linkFor(pageUrl, frame),
  };
}

/**
 * @param pageUrl address of the page that the code opens on a phone
 * @param version 1 to 40
 * @returns digits that a code holds between the beginning and the end of a frame of the second form; below 0 when the address
 *   leaves no room
 */
export function digitRoomIn(pageUrl: string, version: number): number {
  const empty = filledSegments(pageUrl, '$00', '', '000000');
  const used = empty.reduce((bits, segment) => bits + bitsOf(segment, version), 0);
  return 3 * Math.floor((8 * (capacities[version - 1] ?? 0) - used) / 10);
}

/**
 * Draws a code as the data of one filled SVG path: each run of dark modules is a rectangle, one unit per module, with a quiet
 * zone of 4 on all sides. The view box is `0 0 side side` with `side = code.size + 8`.
 */
export function quietPath(code: Code): string {
  let path = '';
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (!code.isDark(row, column)) continue;
      const start = column;
      while (column < code.size && code.isDark(row, column)) column++;
      const width = column - start;
      path += `M${start + quietZone} ${row + quietZone}h${width}v1h-${width}z`;
    }
  }
  return path;
}

function segmentsOf(frame: string, pageUrl: string): QrSegment[] {
  const [, start = '', digits, end = ''] = filledFrame.exec(frame) ?? [];
  if (digits !== undefined) return filledSegments(pageUrl, start, digits, end);
  return [
    { data: addressOf(pageUrl), mode: 'byte' },
    { data: frame, mode: 'alphanumeric' },
  ];
}

function filledSegments(pageUrl: string, start: string, digits: string, end: string): QrSegment[] {
  return [
    { data: addressOf(pageUrl, start), mode: 'byte' },
    { data: digits, mode: 'numeric' },
    { data: end, mode: 'alphanumeric' },
  ];
}

/** @returns UTF-8 */
function addressOf(pageUrl: string, start = ''): Uint8Array {
  return new TextEncoder().encode(`${withoutFragment(pageUrl)}#${start}`);
}

function smallestVersion(segments: readonly QrSegment[]): number | null {
  const index = capacities.findIndex((capacity, at) => {
    const bits = segments.reduce((sum, segment) => sum + bitsOf(segment, at + 1), 0);
    return bits <= 8 * capacity && at + 1 !== unreadableVersion;
  });
  return index < 0 ? null : index + 1;
}

/** Mode, count and data of a segment, ISO/IEC 18004 tables 2 and 3: the counts grow at versions 10 and 27. */
function bitsOf({ mode, data: { length } }: QrSegment, version: number): number {
  const grown = version < 10 ? 0 : version < 27 ? 1 : 2;
  switch (mode) {
    case 'byte':
      return 4 + (grown === 0 ? 8 : 16) + 8 * length;
    case 'alphanumeric':
      return 4 + 9 + 2 * grown + 11 * (length >> 1) + 6 * (length & 1);
    case 'numeric':
      return 4 + 10 + 2 * grown + digitBits(length);
  }
}

function digitBits(count: number): number {
  return Math.ceil((10 * count) / 3);
}
