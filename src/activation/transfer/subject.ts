import { sameBytes } from '../../crypto/bytes.ts';
import { activationEnding } from '../../documents/fileEndings.ts';
import { machineId } from '../../documents/machineId.ts';
import { readRequest } from '../../documents/request.ts';
import { readReturnReceipt } from '../../documents/returnReceipt.ts';
import { documentFileName, type NamedMachine } from '../../transfer/documentName.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import { mergeBundles } from '../keys/bundle.ts';
import { isReceiptFor } from '../machine/identity.ts';
import type { Vendor } from '../products/products.ts';
import type { CarriedRequest } from '../records.ts';
import type { State } from '../state.ts';

/** The file that a screen hands over to the other device. */
export interface Subject {
  /** `licenses`: several received licenses, as one bundle. `file`: not a Keyferry document. */
  readonly kind: 'request' | 'license' | 'licenses' | 'return' | 'activation' | 'file';
  readonly file: Uint8Array;
  readonly fileName: string;
  /** The computer ID that both devices show; null when the file is about no machine, or about several. */
  readonly machine: string | null;
  /** What a person calls that machine; empty when it has no name. */
  readonly name: string;
  /** The machines that have a name, by computer ID: their names travel with the codes. */
  readonly names: ReadonlyMap<string, string>;
  /** Address of the page that its codes open on a phone. */
  readonly pageUrl: string;
}

/** @returns what the current screen hands over, null when it hands over nothing */
export function subjectOf(state: State, vendor: Vendor): Subject | null {
  const { screen, machine, license, carriedRequests, fileTransfer } = state;
  const { profile } = vendor;
  const ownDocument = (kind: DocumentKind, file: Uint8Array, installationKey: Uint8Array) =>
    documentSubject(kind, file, { machine: machineId(installationKey), name: machine.name }, profile);
  switch (screen.at) {
    case 'request':
      return machine.request && ownDocument('request', machine.request, readRequest(machine.request).installationKey);
    case 'review': {
      // The browser's Back leads here from the code of a request that is stored.
      const file = state.prepared ?? machine.request;
      return file && ownDocument('request', file, readRequest(file).installationKey);
    }
    case 'activated':
      return license && machine.license && ownDocument('license', machine.license, license.installationKey);
    case 'confirmation': {
      const { activation } = machine;
      return license && activation && isReceiptFor(activation, license)
        ? ownDocument('activation', activation, license.installationKey)
        : null;
    }
    case 'license':
      return licenseSubject(state, vendor, screen.requestId);
    case 'next-machine':
      return licenseSubject(state, vendor, screen.current);
    case 'licenses':
      return bundleSubject(carriedRequests, vendor.of(screen.product).profile, screen.requestIds);
    case 'returned': {
      const file = machine.returns.at(-1)?.receipt;
      return file ? ownDocument('return', file, readReturnReceipt(file).installationKey) : null;
    }
    case 'sending':
    case 'arrived': {
      const carried = fileTransfer[screen.at];
      return carried && { ...aboutNoMachine(profile), kind: 'file', file: carried.bytes, fileName: carried.name };
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
  const licensed = carriedRequests.filter(
    (one) => one.license && one.product === product.id && (requestIds?.includes(one.requestId) ?? true),
  );
  const file = mergeBundles(licensed.flatMap(({ license }) => license ?? []));
  const fileName = `${product.id}-licenses${fileEndings.license}`;
  return { ...aboutNoMachine(profile), kind: 'licenses', file, fileName, names: namesOf(licensed) };
}

/** Whether both have the same codes: a playback then continues, whatever else has changed. */
export function isSameSubject(one: Subject | null, other: Subject | null): boolean {
  if (!one || !other) return one === other;
  const isSame = one.kind === other.kind && one.fileName === other.fileName && sameBytes(one.file, other.file);
  return isSame && [...one.names].join('\n') === [...other.names].join('\n');
}

type DocumentKind = 'request' | 'license' | 'return' | 'activation';

/** Named for the machine, as every screen and the vendor's support name it. */
export function documentSubject(
  kind: DocumentKind,
  file: Uint8Array,
  { machine, name }: NamedMachine,
  profile: VendorProfile,
): Subject {
  // An activation receipt is for the phone alone, so vendors choose no ending for it.
  const ending = kind === 'activation' ? activationEnding : profile.fileEndings[kind];
  const fileName = documentFileName(profile.product.id, { machine, name }, ending);
  return { ...aboutNoMachine(profile), kind, file, fileName, machine, name, names: namesOf([{ machine, name }]) };
}

function licenseSubject({ carriedRequests }: State, vendor: Vendor, id: string | null): Subject | null {
  const found = carriedRequests.find(({ requestId }) => requestId === id);
  return found?.license ? documentSubject('license', found.license, found, vendor.of(found.product).profile) : null;
}

function aboutNoMachine({ serviceUrl }: VendorProfile): Pick<Subject, 'machine' | 'name' | 'names' | 'pageUrl'> {
  return { machine: null, name: '', names: new Map(), pageUrl: `${serviceUrl}/` };
}

function namesOf(machines: readonly NamedMachine[]): ReadonlyMap<string, string> {
  return new Map(machines.flatMap(({ machine, name }) => (name === '' ? [] : [[machine, name] as const])));
}
