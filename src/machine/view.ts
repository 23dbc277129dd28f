import { decodeBase64, encodeBase64 } from '../crypto/base64.ts';
import type { Binding, BindingStrength } from '../documents/bindings.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import type { ComponentReading } from './identity.ts';
import type { HostEnvironment } from './survey.ts';

/** What the command line tool tells the wizard that it serves. */
export interface MachineView {
  /** Raw Ed25519 public key, 32 bytes; null while this installation has made no request. */
  readonly installationKey: Uint8Array | null;
  readonly bindings: readonly Binding[];
  readonly findings: readonly ComponentReading[];
  readonly strength: BindingStrength;
  readonly surroundings: HostEnvironment;
  /** The newest that came to this machine; its file as text. */
  readonly keyset: { readonly epoch: number; readonly version: number; readonly file: string };
  /** The request that is on its way, exact bytes. */
  readonly request: Uint8Array | null;
  /** The license that was taken in last, whether it still holds or not; exact bytes. */
  readonly license: Uint8Array | null;
  /** Where the clock shows an earlier moment than has certainly passed: both, as instants. */
  readonly clock: { readonly now: string; readonly floor: string } | null;
  /** Licenses given back, newest last. */
  readonly returns: readonly ReturnView[];
  readonly place: PlaceView;
}

export interface ReturnView {
  readonly licenseId: string;
  readonly counter: number;
  readonly nonce: string;
  readonly returnedAt: string;
  /** Exact bytes; null where the key that signs it is gone. */
  readonly receipt: Uint8Array | null;
}

export interface PlaceView {
  /** Where the product reads its license; null where nobody has said that. */
  readonly path: string | null;
  /** Where this user's own copy of the license is kept. */
  readonly kept: string;
  /** Whether the license is where the product reads it; true where nobody has said where that is. */
  readonly isThere: boolean;
  /** Why no license can be written there. */
  readonly refusal: ViewRefusal | null;
  /** What an administrator runs to put the kept license there, where that would help. */
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
    license: writeBytes(view.license),
    returns: view.returns.map((one) => ({ ...one, receipt: writeBytes(one.receipt) })),
  });
}

/** @param json from {@link writeMachineView}; page and tool are of one build, and nobody stands between them */
export function readMachineView(json: string): MachineView {
  const view = JSON.parse(json) as MachineView;
  return {
    ...view,
    installationKey: readBytes(view.installationKey),
    request: readBytes(view.request),
    license: readBytes(view.license),
    returns: view.returns.map((one) => ({ ...one, receipt: readBytes(one.receipt) })),
  };
}
