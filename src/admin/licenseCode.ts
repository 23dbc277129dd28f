import type { CodeDrawing } from '../activation/outgoing.ts';
import { Refusal } from '../refusal.ts';
import { quietPath, quietZone } from '../transfer/code.ts';
import { createSender } from '../transfer/sender.ts';

/**
 * @param file a license, exact bytes
 * @param pageUrl address of the page that the code opens on a phone
 * @returns the one code that holds it; null when it takes several
 */
export function licenseCode(file: Uint8Array, pageUrl: string): CodeDrawing | null {
  try {
    const { whole } = createSender({ kind: 'document', bytes: file }, pageUrl);
    return whole && { side: whole.size + 2 * quietZone, path: quietPath(whole), version: whole.version };
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === 'parcel-too-large') return null;
    throw fault;
  }
}
