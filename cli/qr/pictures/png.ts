import { crc32, deflateSync } from 'node:zlib';
import { type Code, quietZone } from '../../../src/transfer/code.ts';
import { isDarkAt } from './module.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const bitsASample = 1;
const grayscale = 0;

/**
 * Draws a code as a PNG of black and white, one bit a pixel (ISO/IEC 15948), with its quiet zone.
 *
 * @param scale pixels a module
 */
export function pngOf(code: Code, scale: number): Uint8Array {
  const side = (code.size + 2 * quietZone) * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = bitsASample;
  header[9] = grayscale;
  const pixels = deflateSync(scanlines(code, scale, side), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** Each line begins with its filter type, 0, and is padded to whole bytes. A set bit is white. */
function scanlines(code: Code, scale: number, side: number): Uint8Array {
  const lineLength = 1 + Math.ceil(side / 8);
  const lines = new Uint8Array(lineLength * side);
  for (let y = 0; y < side; y++) {
    const line = lines.subarray(y * lineLength, (y + 1) * lineLength);
    const row = Math.floor(y / scale) - quietZone;
    if (row >= 0 && y % scale > 0) line.set(lines.subarray((y - 1) * lineLength, y * lineLength));
    else drawLine(line, code, row, scale, side);
  }
  return lines;
}

function drawLine(line: Uint8Array, code: Code, row: number, scale: number, side: number): void {
  for (let x = 0; x < side; x++) {
    const column = Math.floor(x / scale) - quietZone;
    if (isDarkAt(code, row, column)) continue;
    line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  }
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const bytes = Buffer.alloc(named.length + 8);
  bytes.writeUInt32BE(content.length, 0);
  bytes.set(named, 4);
  bytes.writeUInt32BE(crc32(named), named.length + 4);
  return bytes;
}
