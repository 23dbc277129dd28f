import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Code } from '../../src/transfer/code.ts';
import type { RgbaPicture } from '../../src/transfer/picture/treatments.ts';

/** Draws a code for a scanner, a few pixels per module, with its quiet zone. */
export function pictureOf(code: Pick<Code, 'size' | 'isDark'>, scale = 4): RgbaPicture {
  const side = (code.size + 8) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const row = Math.floor(y / scale) - 4;
      const column = Math.floor(x / scale) - 4;
      const inside = row >= 0 && column >= 0 && row < code.size && column < code.size;
      if (inside && code.isDark(row, column)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

/** zxing's WebAssembly, as the page passes it to the decoder. */
export async function zxingBytes(): Promise<ArrayBuffer> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  return Uint8Array.from(await readFile(path)).buffer;
}
