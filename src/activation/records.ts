import type { ConfirmationCode } from '../contract/calls/codes.ts';
import type { Computers } from '../contract/calls/computers.ts';
import type { LicenseFields } from '../documents/license.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import type { LicenseComparison, Replacement } from '../verify/compareLicenses.ts';
import type { VerifiedLicense } from '../verify/license.ts';
import type { ReturnAnswer } from './ports/service.ts';

/** A refusal as plain data: it is stored, and shown until the next attempt. */
export interface KeptRefusal {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

/** License type and serial number as chosen and typed so far. */
export interface Draft {
  readonly licenseType: string | null;
  readonly serialNumber: string;
  /** The license that the order renews: while its type stays, the order needs no serial number. */
  readonly renews?: Pick<LicenseFields, 'licenseId' | 'licenseType'>;
  /** The person accepted the consequence of `machine-changed` for exactly this choice. */
  readonly confirmChange?: boolean;
}

export const emptyDraft: Draft = { licenseType: null, serialNumber: '' };

/** This device's own activation: one at a time. */
export interface MachineRecord {
  /** The pending request, exact file bytes. */
  readonly request: Uint8Array | null;
  /** Every request id this installation has sent, newest last: a license may answer any of them. */
  readonly requestIds: readonly string[];
  /** The license in force, exact file bytes; followed by a keyset that is newer than the page's. */
  readonly license: Uint8Array | null;
  /** A license that waits for the person's decision beside the one in force; exact file bytes, as `license`. */
  readonly offered: Uint8Array | null;
  /** Licenses that were replaced or declined, exact file bytes, newest last; at most {@link mostEarlier}. */
  readonly earlier: readonly Uint8Array[];
  readonly draft: Draft;
  /** What the service asks before it answers the order (`machine-changed`). */
  readonly refusal: KeptRefusal | null;
  /** Returned licenses, newest last; this installation refuses them from then on. */
  readonly returns: readonly ReturnRecord[];
  /** What a person called this machine on the phone; empty when it has no name. */
  readonly name: string;
  /** The activation receipt that was made last, exact file bytes. */
  readonly activation: Uint8Array | null;
}

/** How many replaced and declined licenses a machine keeps. */
export const mostEarlier = 10;

/** A machine without any activation. */
export const emptyMachine: MachineRecord = {
  request: null,
  requestIds: [],
  license: null,
  offered: null,
  earlier: [],
  draft: emptyDraft,
  refusal: null,
  returns: [],
  name: '',
  activation: null,
};

/** A license that this machine has returned. The receipt's fields are stored before the receipt is signed. */
export interface ReturnRecord {
  readonly licenseId: string;
  /** Counts the returns of this installation and never decreases. */
  readonly counter: number;
  /** 22 base64url characters, from `nonceForCode`; random in records of earlier versions. */
  readonly nonce: string;
  /** Instant, ISO 8601 in UTC. */
  readonly returnedAt: string;
  /** The receipt, exact file bytes, once it is signed. */
  readonly receipt: Uint8Array | null;
  /** The license had no serial number, so no limit counts its return; absent in records of earlier versions. */
  readonly withoutSerial?: boolean;
  /** Digest of the hardware, 16 base64url characters, where the license had come as a code; else absent. */
  readonly hardware?: string;
  /** The service's answer, where this machine reached it. */
  readonly answer: ReturnAnswer | null;
  readonly refusal: KeptRefusal | null;
}

/** A license request of another machine, from the scan to the license. */
export interface CarriedRequest {
  readonly requestId: string;
  /** Id of the product that the request names. */
  readonly product: string;
  /** The machine's computer ID, which both devices and the vendor show: see `machineId`. */
  readonly machine: string;
  /** What the person calls the machine, such as "Line 3 left panel"; empty when it has no name. */
  readonly name: string;
  /** When the person gave that name, where it is known. Instant, ISO 8601 in UTC. */
  readonly namedAt?: string;
  /** The request file, exact bytes; empty where the license was fetched again by its serial number, and with `code`. */
  readonly request: Uint8Array;
  /** The machine's installation code, where a person copied that in place of a request. */
  readonly code?: CopiedCode;
  /** Instant, ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly draft: Draft;
  /** `open`: in the form. `waiting`: ordered, not answered yet. `licensed`: answered with a license. */
  readonly stage: 'open' | 'waiting' | 'licensed';
  /**
   * The service's answer once `licensed`, exact bytes: the license, and possibly a keyset for the machine; null where the
   * answer is a confirmation code.
   */
  readonly license: Uint8Array | null;
  readonly refusal: KeptRefusal | null;
  /** When the machine had its license: it showed so, or the person said so. Instant, ISO 8601 in UTC; null before. */
  readonly deliveredAt: string | null;
  /** When the service took the machine's return receipt for this license. Instant, ISO 8601 in UTC; null before. */
  readonly returnedAt: string | null;
}

/** An installation code that a person copied from its machine, and the service's answer. */
export interface CopiedCode {
  /** Canonical. */
  readonly groups: readonly string[];
  /** Null before the first answer; a further order keeps it until the next one. */
  readonly answer: ConfirmationCode | null;
}

/** @returns whether the service asks what happens to the seat of a changed machine */
export function needsAnswer({ stage, refusal }: CarriedRequest): boolean {
  return stage === 'open' && refusal?.code === 'machine-changed';
}

/** A return receipt of another machine, on its way to the service. */
export interface CarriedReceipt {
  /** The computer ID and the receipt's nonce. */
  readonly id: string;
  /** Id of the product that the receipt names. */
  readonly product: string;
  /** The machine's computer ID: see `machineId`. */
  readonly machine: string;
  /** Id of the returned license; empty for a return code of a license that this device did not fetch. */
  readonly licenseId: string;
  /** The receipt, exact file bytes; empty with `code`. */
  readonly file: Uint8Array;
  /** The machine's return code, canonical groups, where a person copied that in place of the receipt. */
  readonly code?: readonly string[];
  /** Instant, ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** Null, like `refusal`, while the receipt is still to be sent. */
  readonly answer: ReturnAnswer | null;
  readonly refusal: KeptRefusal | null;
}

/** What a person removed last, until the next removal: it can be put back. */
export interface Removed {
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  readonly carriedRequests: readonly CarriedRequest[];
  readonly receipts: readonly CarriedReceipt[];
}

/** Any file that moves between two devices by QR codes. */
export interface CarriedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A received file that is not a Keyferry document. */
export interface ArrivedFile extends CarriedFile {
  /** The person has saved or shared it. */
  readonly saved?: true;
}

export interface FileTransfer {
  /** Shown as codes. */
  readonly sending: CarriedFile | null;
  /** The received file that the screen shows. */
  readonly arrived: ArrivedFile | null;
  /** Received earlier and not saved yet, newest last. */
  readonly unsaved: readonly ArrivedFile[];
}

export const noFileTransfer: FileTransfer = { sending: null, arrived: null, unsaved: [] };

/** A license that is worse or older than the one in force, and what sets them apart. */
export interface LicenseOffer {
  /** `ask`: newer, but worse; the person decides. `keep`: older; the one in force stays, unless the person insists. */
  readonly replacement: Exclude<Replacement, 'install'>;
  readonly comparison: LicenseComparison;
  /** Whether the person may use it: it is newer, or the one in force is worse in some way. */
  readonly isUsable: boolean;
}

/** Computers that use a serial number, as the service listed them in this visit; not stored. */
export interface ListedComputers extends Computers {
  /** Id of the product. */
  readonly product: string;
  readonly serialNumber: string;
  /** The computer that was removed last, and how many can be activated now. */
  readonly removed: { readonly machine: string; readonly seatsLeft: number } | null;
}

/** The records that screens show; a screen whose record is gone cannot be shown any more. */
export interface Records {
  readonly machine: MachineRecord;
  /** This machine's license, once verified in this visit; also when it has ended. */
  readonly license: VerifiedLicense | null;
  readonly offer: LicenseOffer | null;
  readonly carriedRequests: readonly CarriedRequest[];
  readonly receipts: readonly CarriedReceipt[];
  readonly removed: Removed | null;
  readonly computers: ListedComputers | null;
  readonly fileTransfer: FileTransfer;
}
