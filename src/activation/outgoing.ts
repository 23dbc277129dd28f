import { checkPhrase } from '../documents/checkPhrase.ts';
import { Refusal } from '../refusal.ts';
import { codeFor, quietPath, quietZone } from '../transfer/code.ts';
import { packParcel } from '../transfer/parcel.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import type { State } from './state.ts';

/** A QR code as a drawing: one path of dark modules in a square, one unit a module, the quiet zone included. */
export interface CodeDrawing {
  readonly side: number;
  readonly path: string;
  readonly version: number;
}

/** What the screen hands over to the other device. */
export interface Outgoing {
  readonly kind: 'request' | 'license';
  readonly file: Uint8Array;
  readonly fileName: string;
  /** Null when it does not fit one code: then it travels as a file. */
  readonly code: CodeDrawing | null;
  /** Short words that both devices show, so that a person can see that they mean the same request. */
  readonly checkPhrase: string;
}

/** @returns what the present screen hands over, null when it hands over nothing */
export function outgoingOf(state: State, profile: VendorProfile, pendingRequestId: string | null): Outgoing | null {
  const { screen, machine, license, errands } = state;
  const outgoing = (kind: Outgoing['kind'], file: Uint8Array, requestId: string): Outgoing => {
    const phrase = checkPhrase(requestId);
    return {
      kind,
      file,
      fileName: `${profile.product.id}-${phrase}${profile.fileEndings[kind]}`,
      code: singleCode(file, profile.serviceUrl),
      checkPhrase: phrase,
    };
  };
  if (screen.at === 'request' && machine.request && pendingRequestId) {
    return outgoing('request', machine.request, pendingRequestId);
  }
  if (screen.at === 'activated' && machine.license && license) {
    return outgoing('license', machine.license, license.requestId);
  }
  if (screen.at === 'license') {
    const errand = errands.find((one) => one.requestId === screen.requestId);
    return errand?.license ? outgoing('license', errand.license, errand.requestId) : null;
  }
  return null;
}

function singleCode(file: Uint8Array, serviceUrl: string): CodeDrawing | null {
  try {
    const code = codeFor(packParcel({ kind: 'document', bytes: file }), `${serviceUrl}/`);
    return { side: code.size + 2 * quietZone, path: quietPath(code), version: code.version };
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === 'parcel-too-large') return null;
    throw fault;
  }
}
