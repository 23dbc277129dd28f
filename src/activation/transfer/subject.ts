import { sameBytes } from '../../crypto/bytes.ts';
import { checkPhrase } from '../../documents/checkPhrase.ts';
import { machineName } from '../../documents/machineName.ts';
import { readRequest } from '../../documents/request.ts';
import { readReturnReceipt } from '../../documents/returnReceipt.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import { mergeBundles } from '../keys/bundle.ts';
import type { Vendor } from '../products/products.ts';
import type { CarriedRequest } from '../records.ts';
import type { State } from '../state.ts';

/** The file that a screen hands over to the other device. */
export interface Subject {
  /** `licenses`: all received licenses, as one bundle. `file`: not a Keyferry document. */
  readonly kind: 'request' | 'license' | 'licenses' | 'return' | 'file';
  readonly file: Uint8Array;
  readonly fileName: string;
  /** Words that both devices show, so that a person sees that both mean the same request. */
  readonly checkPhrase: string | null;
  /** Address of the page that its codes open on a phone. */
  readonly pageUrl: string;
}

/** @returns what the current screen hands over, null when it hands over nothing */
export function subjectOf(state: State, vendor: Vendor, pendingRequestId: string | null): Subject | null {
  const { screen, machine, license, carriedRequests, fileTransfer } = state;
  const { profile } = vendor;
  switch (screen.at) {
    case 'request':
      return pendingRequestId === null ? null : documentSubject('request', machine.request, pendingRequestId, profile);
    case 'review': {
      // The browser's Back leads here from the code of a request that is stored.
      const file = state.prepared ?? machine.request;
      return file && documentSubject('request', file, readRequest(file).requestId, profile);
    }
    case 'activated':
      return license && documentSubject('license', machine.license, license.requestId, profile);
    case 'license': {
      const { requestId } = screen;
      const found = carriedRequests.find((one) => one.requestId === requestId);
      return documentSubject('license', found?.license ?? null, requestId, vendor.of(found?.product).profile);
    }
    case 'licenses':
      return bundleSubject(carriedRequests, vendor.of(screen.product).profile, screen.requestIds);
    case 'returned': {
      const file = machine.returns.at(-1)?.receipt;
      return file ? receiptSubject(file, profile) : null;
    }
    case 'sending':
    case 'arrived': {
      const carried = fileTransfer[screen.at];
      const pageUrl = pageUrlOf(profile);
      return carried && { kind: 'file', file: carried.bytes, fileName: carried.name, checkPhrase: null, pageUrl };
    }
    default:
      return null;
  }
}

/**
 * @param requestIds whose licenses; all of the product without
 * @returns the received licenses as one file
 */
export function bundleSubject(
  carriedRequests: readonly CarriedRequest[],
  profile: VendorProfile,
  requestIds?: readonly string[],
): Subject {
  const { product, fileEndings } = profile;
  const ofProduct = carriedRequests.filter(
    (one) => one.product === product.id && (requestIds?.includes(one.requestId) ?? true),
  );
  const file = mergeBundles(ofProduct.flatMap(({ license }) => license ?? []));
  const fileName = `${product.id}-licenses${fileEndings.license}`;
  return { kind: 'licenses', file, fileName, checkPhrase: null, pageUrl: pageUrlOf(profile) };
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
  profile: VendorProfile,
): Subject | null {
  const phrase = checkPhrase(requestId);
  const fileName = `${profile.product.id}-${phrase}${profile.fileEndings[kind]}`;
  return file && { kind, file, fileName, checkPhrase: phrase, pageUrl: pageUrlOf(profile) };
}

/** Named for the machine, as the vendor's support knows it. */
function receiptSubject(file: Uint8Array, profile: VendorProfile): Subject {
  const { installationKey } = readReturnReceipt(file);
  const fileName = `${profile.product.id}-${machineName(installationKey)}${profile.fileEndings.return}`;
  return { kind: 'return', file, fileName, checkPhrase: null, pageUrl: pageUrlOf(profile) };
}

const pageUrlOf = ({ serviceUrl }: VendorProfile): string => `${serviceUrl}/`;
