/// <reference path="./qrcodeCore.d.ts" />
import { create } from 'qrcode/lib/core/qrcode.js';
import { Refusal } from '../refusal.ts';
import { frameTextFor } from './frame.ts';
import { linkFor, withoutFragment } from './link.ts';
import { packParcel } from './packParcel.ts';
import type { Parcel } from './parcel.ts';

/** A QR code to show. */
export interface Code {
  /** Modules on each side, without the quiet zone. */
  readonly size: number;
  /** @returns whether the module is dark; row and column count from 0 at the top left */
  isDark(row: number, column: number): boolean;
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
 * Makes the QR code of one frame: a byte segment with the address of the page and an alphanumeric segment with the frame, at
 * level L, in the smallest version that holds both.
 *
 * @param frame in the transfer alphabet
 * @param pageUrl address of the page that the code opens on a phone
 * @param maxVersion 1 to 40
 * @throws Refusal `parcel-too-large` with `version` when version `maxVersion` does not hold it
 */
export function codeOfFrame(frame: string, pageUrl: string, maxVersion = 40): Code {
  const address = new TextEncoder().encode(`${withoutFragment(pageUrl)}#`);
  const version = smallestVersion(address.length, frame.length);
  if (version === null || version > maxVersion) throw new Refusal('parcel-too-large', { version: maxVersion });
  const { modules } = create(
    [
      { data: address, mode: 'byte' },
      { data: frame, mode: 'alphanumeric' },
    ],
    { version, maskPattern: mask, errorCorrectionLevel: 'L' },
  );
  return {
    size: modules.size,
    isDark: (row, column) => modules.get(row, column) !== 0,
    version,
    text: linkFor(pageUrl, frame),
  };
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

function smallestVersion(byteCount: number, characterCount: number): number | null {
  const characterBits = 11 * (characterCount >> 1) + 6 * (characterCount & 1);
  const index = capacities.findIndex((capacity, at) => {
    // Mode and count of both segments, ISO/IEC 18004 tables 2 and 3: the counts grow at versions 10 and 27.
    const headerBits = at + 1 < 10 ? 4 + 8 + 4 + 9 : at + 1 < 27 ? 4 + 16 + 4 + 11 : 4 + 16 + 4 + 13;
    return headerBits + 8 * byteCount + characterBits <= 8 * capacity && at + 1 !== unreadableVersion;
  });
  return index < 0 ? null : index + 1;
}
