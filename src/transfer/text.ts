import { Refusal } from '../refusal.ts';
import { containerInFrame } from './frame.ts';
import { frameTextIn } from './link.ts';
import { type Parcel, unpackParcel } from './parcel.ts';

/** Looks like one of our signed files; whether it is one is decided by `documents/`. */
const signedFile = /^<\?xml [^\n]*\?>\r?\n<root>\r?\n[^\n]*\r?\n<Signature [^\n]*<\/Signature>\r?\n<\/root>$/;
/** Some XML file with a root of that name, such as another vendor's. */
const otherFile = /^\s*<\?xml [^>]*\?>\s*<root[\s>]/;

/**
 * Reads what a person pastes: the link or text of a frame, or a document's own text.
 *
 * @param text untrusted
 * @returns the parcel. White space around a signed file is dropped and its last line ended; any other file passes on
 *   exactly as it was pasted
 * @throws Refusal `code-not-ours` when it is neither; as `containerInFrame` and `unpackParcel` when it is a frame
 */
export function parcelFromText(text: string): Parcel {
  const frame = frameTextIn(text);
  if (frame !== null) return unpackParcel(containerInFrame(frame));
  const trimmed = text.trim();
  if (signedFile.test(trimmed)) return { kind: 'document', bytes: new TextEncoder().encode(`${trimmed}\n`) };
  if (otherFile.test(text)) return { kind: 'file', bytes: new TextEncoder().encode(text) };
  throw new Refusal('code-not-ours');
}
