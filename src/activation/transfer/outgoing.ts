import { computed, type ReadonlySignal } from '@preact/signals';
import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import { createSender, type Sender } from '../../transfer/sender.ts';
import type { Vendor } from '../products/products.ts';
import type { State } from '../state.ts';
import { isSameSubject, type Subject, subjectOf } from './subject.ts';

export { type Code, quietZone } from '../../transfer/code.ts';
export { drawingOf } from '../../transfer/drawing.ts';
export type { Sender } from '../../transfer/sender.ts';

export interface Outgoing extends Subject {
  /** Makes the file's codes; null when it is too large for codes and travels as a file only. */
  readonly sender: Sender | null;
}

/** QR version that nearly every camera reads when the code stands still. */
const easyVersion = 15;

/** Whether a parcel's single code is so dense that some cameras need it in parts. */
export function isFine(sender: Sender): boolean {
  return sender.whole !== null && sender.whole.version > easyVersion;
}

/** @returns what the current screen hands over; the same object while its codes are the same */
export function outgoingOf(state: ReadonlySignal<State>, vendor: Vendor): ReadonlySignal<Outgoing | null> {
  let before: Subject | null = null;
  const subject = computed(() => {
    const now = subjectOf(state.value, vendor);
    if (!isSameSubject(before, now)) before = now;
    return before;
  });
  return computed(() => subject.value && withCodes(subject.value));
}

function withCodes(subject: Subject): Outgoing {
  const { kind, file: bytes, fileName: name, names, pageUrl } = subject;
  const isDocument = kind !== 'file';
  // A bundle may travel as a file, which has a name.
  const named = kind === 'licenses' ? { name } : {};
  return {
    ...subject,
    sender: senderOf(
      isDocument ? { kind: 'document', ...named, bytes, names } : { kind: 'file', name, bytes },
      pageUrl,
    ),
  };
}

function senderOf(parcel: Parcel, pageUrl: string): Sender | null {
  try {
    return createSender(parcel, pageUrl);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'parcel-too-large') return null;
    throw error;
  }
}
