import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import { createSender, type Sender } from '../../transfer/sender.ts';
import type { Subject } from './subject.ts';

export { type Code, type Modules, quietZone } from '../../transfer/code.ts';
export { drawingOf } from '../../transfer/drawing.ts';
export type { Sender } from '../../transfer/sender.ts';
export { gridOf } from './grid.ts';

/** QR version that nearly every camera reads when the code stands still. */
const easyVersion = 15;

const made = new WeakMap<Subject, Sender | null>();

/** Whether a parcel's single code is so dense that some cameras need it in parts. */
export function isFine(sender: Sender): boolean {
  return sender.whole !== null && sender.whole.version > easyVersion;
}

/**
 * Makes the codes of what a screen hands over. Only the screens that show codes import this, because it is much code that
 * the first screen does not need.
 *
 * @returns the same sender for the same subject; null when it is too large for codes and travels as a file only
 */
export function senderOf(subject: Subject): Sender | null {
  const known = made.get(subject);
  if (known !== undefined) return known;
  const sender = createSenderOf(parcelOf(subject), subject.pageUrl);
  made.set(subject, sender);
  return sender;
}

function parcelOf({ kind, file: bytes, fileName: name, names }: Subject): Parcel {
  if (kind === 'file') return { kind: 'file', name, bytes };
  // A bundle may travel as a file, which has a name.
  return { kind: 'document', ...(kind === 'licenses' && { name }), bytes, names };
}

function createSenderOf(parcel: Parcel, pageUrl: string): Sender | null {
  try {
    return createSender(parcel, pageUrl);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'parcel-too-large') return null;
    throw error;
  }
}
