import { Refusal } from '../../refusal.ts';
import { type CodeDrawing, drawingOf } from '../../transfer/drawing.ts';
import { createSender } from '../../transfer/sender.ts';

/**
 * @param file a license, exact bytes
 * @param pageUrl address of the page that the code opens on a phone
 * @returns the code; null when the license needs several
 */
export function licenseCode(file: Uint8Array, pageUrl: string): CodeDrawing | null {
  try {
    const { whole } = createSender({ kind: 'document', bytes: file }, pageUrl);
    return whole && drawingOf(whole);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'parcel-too-large') return null;
    throw error;
  }
}
