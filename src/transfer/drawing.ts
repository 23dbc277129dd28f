import { type Code, quietPath, quietZone } from './code.ts';

/** A QR code as a drawing: one path of dark modules in a square, one unit per module, quiet zone included. */
export interface CodeDrawing {
  readonly side: number;
  readonly path: string;
  readonly version: number;
}

/** @returns a drawing of the code with its quiet zone */
export function drawingOf(code: Code): CodeDrawing {
  return { side: code.size + 2 * quietZone, path: quietPath(code), version: code.version };
}
