import { decodeBase64, encodeBase64 } from '../crypto/base64.ts';
import type { Binding, BindingStrength } from '../documents/bindings.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import type { ComponentReading } from './identity.ts';
import type { HostEnvironment } from './survey.ts';

/** What the command line tool sends to the wizard that it serves. */
export interface MachineView {
  /** Raw Ed25519 public key, 32 bytes; null until this installation creates a request. */
  readonly installationKey: Uint8Array | null;
  /** All that the machine shows: the license is held against them. */
  readonly bindings: readonly Binding[];
  readonly findings: readonly ComponentReading[];
  readonly strength: BindingStrength;
  readonly surroundings: HostEnvironment;
  /** The newest keyset that reached this machine; its file as text. */
  readonly keyset: { readonly epoch: number; readonly version: number; readonly file: string };
  /** The pending request, exact bytes. */
  readonly request: Uint8Array | null;
  /** The request that is reviewed and not stored yet, exact bytes; null if there is none. */
  readonly prepared: Uint8Array | null;
  /** The license activated last, whether it is still valid or not; exact bytes. */
  readonly license: Uint8Array | null;
  /** When the clock is behind a known time: both, as instants. */
  readonly clock: { readonly now: string; readonly floor: string } | null;
  /** Returned licenses, newest last. */
  readonly returns: readonly ReturnView[];
  readonly place: PlaceView;
  /**
   * A license that was brought and is worse or older than the installed one, exact bytes: it waits for a decision. Null if
   * there is none.
   */
  readonly offered: Uint8Array | null;
  /** What people call this machine; empty when it has no name. */
  readonly name: string;
  /** The activation receipt that was made last, exact bytes; null if there is none. */
  readonly activation: Uint8Array | null;
}

export interface ReturnView {
  readonly licenseId: string;
  readonly counter: number;
  readonly nonce: string;
  readonly returnedAt: string;
  readonly withoutSerial?: boolean;
  /** Digest of the hardware, 16 base64url characters, where the license had come as a code; else absent. */
  readonly hardware?: string;
  /** Exact bytes; null if the key that signs the receipt is missing. */
  readonly receipt: Uint8Array | null;
}

export interface PlaceView {
  /** Path where the product reads its license; null if the vendor defined none. */
  readonly path: string | null;
  /** Path of this user's own copy of the license. */
  readonly kept: string;
  /** Whether the license is where the product reads it; true if the vendor defined no path. */
  readonly isThere: boolean;
  /** Why no license can be written there. */
  readonly refusal: ViewRefusal | null;
  /** The command with which an administrator copies the stored license there, if that helps. */
  readonly command: string | null;
}

export interface ViewRefusal {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

const writeBytes = (bytes: Uint8Array | null) => (bytes === null ? null : encodeBase64(bytes));
const readBytes = (text: unknown) => (typeof text === 'string' ? decodeBase64(text) : null);

/** @returns JSON text, bytes in base64 */
export function writeMachineView(view: MachineView): string {
  return JSON.stringify({
    ...view,
    installationKey: writeBytes(view.installationKey),
    request: writeBytes(view.request),
    prepared: writeBytes(view.prepared),
    license: writeBytes(view.license),
    offered: writeBytes(view.offered),
    activation: writeBytes(view.activation),
    returns: view.returns.map((one) => ({ ...one, receipt: writeBytes(one.receipt) })),
  });
}

/** @param json from {@link writeMachineView}; page and tool are of the same build, so it is not validated */
export function readMachineView(json: string): MachineView {
  const view = JSON.parse(json) as MachineView;
  return {
    ...view,
    installationKey: readBytes(view.installationKey),
    request: readBytes(view.request),
    prepared: readBytes(view.prepared),
    license: readBytes(view.license),
    offered: readBytes(view.offered),
    activation: readBytes(view.activation),
    returns: view.returns.map((one) => ({ ...one, receipt: readBytes(one.receipt) })),
  };
}
