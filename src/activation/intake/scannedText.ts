import { keyboardRefusal } from '../../documents/keyboard/keyboardRefusal.ts';
import { type Retyped, retype } from '../../documents/keyboard/retype.ts';
import { scannedDocument } from '../../documents/keyboard/scannedDocument.ts';
import { recognize } from '../../documents/recognize.ts';
import { intactFrameIn, scannedFrame } from '../../transfer/keyboard/scannedFrame.ts';
import { frameTextIn } from '../../transfer/link.ts';

/**
 * Reads a text that a hand scanner may have typed for another keyboard than the computer has.
 *
 * @param text untrusted
 * @returns what was meant, if that is certain; else the text as it is
 * @throws Refusal `scanner-keyboard-layout` when it is one of ours on another keyboard, of which characters got lost
 */
export function scannedText(text: string): string {
  if (intactFrameIn(text) !== null || recognize(new TextEncoder().encode(text)) !== 'unknown') return text;
  const found = [retype(text, scannedFrame), retype(text, scannedDocument)].filter(
    (one): one is Retyped => one !== null,
  );
  const read = found.find((one) => one.status === 'read');
  if (read?.status === 'read') return read.text;
  const [unread] = found;
  // What is a frame as it stands is only damaged.
  if (unread?.status === 'unread' && frameTextIn(text) === null) throw keyboardRefusal(unread.mismatches);
  return text;
}
