import { sameBytes } from '../../crypto/bytes.ts';
import { checkPhrase } from '../../documents/checkPhrase.ts';
import { machineName } from '../../documents/machineName.ts';
import { readReturnReceipt } from '../../documents/returnReceipt.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import { mergeBundles } from '../keys/bundle.ts';
import type { State } from '../state.ts';

/** The file that a screen hands over to the other device. */
export interface Subject {
  /** `licenses`: all received licenses, as one bundle. `file`: not a Keyferry document. */
  readonly kind: 'request' | 'license' | 'licenses' | 'return' | 'file';
  readonly file: Uint8Array;
  readonly fileName: string;
  /** Words that both devices show, so that a person sees that both mean the same request. */
  readonly checkPhrase: string | null;
}

/** @returns what the current screen hands over, null when it hands over nothing */
export function subjectOf(state: State, profile: VendorProfile, pendingRequestId: string | null): Subject | null {
  const { screen, machine, license, carriedRequests, fileTransfer } = state;
  switch (screen.at) {
    case 'request':
      return pendingRequestId === null ? null : documentSubject('request', machine.request, pendingRequestId, profile);
    case 'activated':
      return license && documentSubject('license', machine.license, license.requestId, profile);
    case 'license': {
      const { requestId } = screen;
      const file = carriedRequests.find((one) => one.requestId === requestId)?.license ?? null;
      return documentSubject('license', file, requestId, profile);
    }
    case 'licenses':
      return bundleSubject(state, profile);
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

/** @returns all received licenses as one file */
export function bundleSubject({ carriedRequests }: State, { product, fileEndings }: VendorProfile): Subject {
  const file = mergeBundles(carriedRequests.flatMap(({ license }) => license ?? []));
  return { kind: 'licenses', file, fileName: `${product.id}-licenses${fileEndings.license}`, checkPhrase: null };
}

/** Whether both have the same codes: a playback then continues, whatever else has changed. */
export function isSameSubject(one: Subject | null, other: Subject | null): boolean {
  if (!one || !other) return one === other;
  return one.kind === other.kind && one.fileName === other.fileName && sameBytes(one.file, other.file);
}

function documentSubject(
  kind: 'request' | 'license',
  file: Uint8Array | null,
  requestId: string,
  { product, fileEndings }: VendorProfile,
): Subject | null {
  const phrase = checkPhrase(requestId);
  return file && { kind, file, fileName: `${product.id}-${phrase}${fileEndings[kind]}`, checkPhrase: phrase };
}

/** Named for the machine, as the vendor's support knows it. */
function receiptSubject(file: Uint8Array, { product, fileEndings }: VendorProfile): Subject {
  const { installationKey } = readReturnReceipt(file);
  const fileName = `${product.id}-${machineName(installationKey)}${fileEndings.return}`;
  return { kind: 'return', file, fileName, checkPhrase: null };
}
