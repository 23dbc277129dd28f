import { type Sender, senderOf } from '../../src/activation/transfer/codes.ts';
import type { Subject } from '../../src/activation/transfer/subject.ts';

/** @returns the codes of what a screen hands over; null when it hands over nothing, or only a file */
export function codesOf(outgoing: Subject | null): Sender | null {
  return outgoing && senderOf(outgoing);
}
