import { sameBytes } from '../crypto/bytes.ts';
import { checkPhrase } from '../documents/checkPhrase.ts';
import { machineName } from '../documents/machineName.ts';
import { readReturnReceipt } from '../documents/returnReceipt.ts';
import { Refusal } from '../refusal.ts';
import type { Code } from '../transfer/code.ts';
import type { Parcel } from '../transfer/parcel.ts';
import { createSender, type Sender } from '../transfer/sender.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import { mergeBundles } from './bundle.ts';
import type { State } from './state.ts';

export { type Code, quietZone } from '../transfer/code.ts';
export { drawingOf } from '../transfer/drawing.ts';

/** What the screen hands over to the other device, before codes are made of it. */
export interface Subject {
  /** `licenses`: all that are ready, one file after another. `file`: none of our documents. */
  readonly kind: 'request' | 'license' | 'licenses' | 'return' | 'file';
  readonly file: Uint8Array;
  readonly fileName: string;
  /** Short words that both devices show, so that a person can see that they mean the same request. */
  readonly checkPhrase: string | null;
}

export interface Outgoing extends Subject {
  /** Makes its codes; null when it is too large for them and travels as a file. */
  readonly sender: Sender | null;
}

/** More sheets than that nobody prints, or scans. */
const mostOnPaper = 60;
/** Symbols in a code on paper: lies still, but is photographed in any light. */
const densityOnPaper = 3;

/** QR version up to which about every camera reads a code that stands still. */
const easyVersion = 15;

/** Whether a parcel's one code is so fine that some cameras had better get it in parts. */
export function isFine(sender: Sender): boolean {
  return sender.whole !== null && sender.whole.version > easyVersion;
}

/** Whether the codes are few enough for paper. */
export function canPrint(sender: Sender): boolean {
  return sender.whole !== null || sender.pageCount(densityOnPaper) <= mostOnPaper;
}

/** @returns the codes for paper, in the order of their numbers */
export function codesToPrint(sender: Sender): readonly Code[] {
  if (sender.whole) return [sender.whole];
  return Array.from({ length: sender.pageCount(densityOnPaper) }, (_, page) =>
    sender.code(page * densityOnPaper, densityOnPaper),
  );
}

/** @returns what the present screen hands over, null when it hands over nothing */
export function subjectOf(state: State, profile: VendorProfile, pendingRequestId: string | null): Subject | null {
  const { screen, machine, license, carriedRequests, fileTransfer } = state;
  const { product, fileEndings } = profile;
  const document = (kind: 'request' | 'license', file: Uint8Array, requestId: string): Subject => {
    const phrase = checkPhrase(requestId);
    return { kind, file, fileName: `${product.id}-${phrase}${fileEndings[kind]}`, checkPhrase: phrase };
  };
  switch (screen.at) {
    case 'request':
      return machine.request && pendingRequestId ? document('request', machine.request, pendingRequestId) : null;
    case 'activated':
      return machine.license && license ? document('license', machine.license, license.requestId) : null;
    case 'license': {
      const carriedRequest = carriedRequests.find((one) => one.requestId === screen.requestId);
      return carriedRequest?.license ? document('license', carriedRequest.license, carriedRequest.requestId) : null;
    }
    case 'licenses': {
      const file = mergeBundles(carriedRequests.flatMap((carriedRequest) => carriedRequest.license ?? []));
      return { kind: 'licenses', file, fileName: `${product.id}-licenses${fileEndings.license}`, checkPhrase: null };
    }
    case 'returned': {
      const file = machine.returns.at(-1)?.receipt;
      return file ? receiptSubject(file, profile) : null;
    }
    case 'sending':
    case 'arrived': {
      const carried = fileTransfer[screen.at];
      return carried && { kind: 'file', file: carried.bytes, fileName: carried.name, checkPhrase: null };
    }
    default:
      return null;
  }
}

/** Named for the machine, as the vendor's people know it. */
function receiptSubject(file: Uint8Array, { product, fileEndings }: VendorProfile): Subject {
  const { installationKey } = readReturnReceipt(file);
  const fileName = `${product.id}-${machineName(installationKey)}${fileEndings.return}`;
  return { kind: 'return', file, fileName, checkPhrase: null };
}

/** Whether the codes of one are those of the other: then they go on as they are, whatever else has changed. */
export function isSameSubject(one: Subject | null, other: Subject | null): boolean {
  if (!one || !other) return one === other;
  return one.kind === other.kind && one.fileName === other.fileName && sameBytes(one.file, other.file);
}

/** @param pageUrl address of the page that each code opens on a phone */
export function outgoingOf(subject: Subject, pageUrl: string): Outgoing {
  const { kind, file: bytes, fileName: name } = subject;
  const isDocument = kind === 'request' || kind === 'license' || kind === 'return';
  return {
    ...subject,
    sender: senderOf(isDocument ? { kind: 'document', bytes } : { kind: 'file', name, bytes }, pageUrl),
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
