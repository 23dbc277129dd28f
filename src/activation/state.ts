import type { VerifiedLicense } from '../verify/license.ts';
import {
  type CarriedReceipt,
  type CarriedRequest,
  emptyMachine,
  type FileTransfer,
  type KeptRefusal,
  type MachineRecord,
  type MachineView,
} from './ports.ts';

/** `machine`: this computer is to be activated. `courier`: this device has internet and gets licenses for others. */
export type Role = 'machine' | 'courier';

/** Whose license is being ordered: this device's own, over the network, or those of requests that it carries. */
export type Order =
  | { readonly for: 'this-machine' }
  | { readonly for: 'carried-requests'; readonly requestIds: readonly string[] };

/**
 * Where the person is. Plain data, because the browser's history keeps it too; the running camera and the enlarged code
 * are in it, so that Back on a phone ends them and nothing else.
 */
export type Screen =
  | { readonly at: 'opening' }
  | { readonly at: 'role' }
  // Step 1, on the machine.
  | { readonly at: 'connecting' }
  | { readonly at: 'no-network' }
  | { readonly at: 'review' }
  | { readonly at: 'request'; readonly large?: true }
  // Step 2, on a device with internet; the two middle screens serve online activation as well.
  | { readonly at: 'collect'; readonly camera?: true }
  | { readonly at: 'license-type'; readonly order: Order }
  | { readonly at: 'serial-number'; readonly order: Order }
  | { readonly at: 'changed'; readonly order: Order }
  | { readonly at: 'waiting'; readonly requestId: string }
  | { readonly at: 'license'; readonly requestId: string; readonly large?: true }
  | { readonly at: 'licenses'; readonly large?: true }
  // Step 3, on the machine.
  | { readonly at: 'receive'; readonly camera?: true }
  | { readonly at: 'activated' }
  // A license goes back: on the machine, and on the device with internet.
  | { readonly at: 'give-back' }
  | { readonly at: 'returned'; readonly large?: true }
  | { readonly at: 'receipt'; readonly id: string }
  // A keyset came by itself.
  | { readonly at: 'keyset' }
  // Beside the trip: any file, from one device to the other by light.
  | { readonly at: 'carry'; readonly camera?: true }
  | { readonly at: 'sending'; readonly large?: true }
  | { readonly at: 'arrived' };

export interface State {
  readonly screen: Screen;
  readonly role: Role | null;
  readonly machine: MachineRecord;
  /** What the command line tool says of the machine, where it serves the page. */
  readonly tool: MachineView | null;
  /** The machine's license once it has been verified in this visit. */
  readonly license: VerifiedLicense | null;
  readonly carriedRequests: readonly CarriedRequest[];
  readonly receipts: readonly CarriedReceipt[];
  readonly fileTransfer: FileTransfer;
  /** Something is under way that the person waits for. */
  readonly busy: boolean;
  /** Why the service could not be reached when it was last tried. */
  readonly unreachable: KeptRefusal | null;
  /** A refusal, shown in front of the screen it happened on; closing it loses nothing. */
  readonly refusal: KeptRefusal | null;
  /** Something could not be kept on this device; stays in sight until a write succeeds. */
  readonly storageError: KeptRefusal | null;
  readonly updateReady: boolean;
}

export const initialState: State = {
  screen: { at: 'opening' },
  role: null,
  machine: emptyMachine,
  tool: null,
  license: null,
  carriedRequests: [],
  receipts: [],
  fileTransfer: { sending: null, arrived: null, unsaved: [] },
  busy: false,
  unreachable: null,
  refusal: null,
  storageError: null,
  updateReady: false,
};

/** The step of the trip a screen belongs to: 1 get a license request, 2 request a license, 3 activate. */
export function stepOf(screen: Screen): 1 | 2 | 3 | null {
  switch (screen.at) {
    case 'opening':
    case 'role':
    case 'carry':
    case 'sending':
    case 'arrived':
    case 'keyset':
    case 'give-back':
    case 'returned':
    case 'receipt':
      return null;
    case 'connecting':
    case 'no-network':
    case 'review':
    case 'request':
      return 1;
    case 'collect':
    case 'license-type':
    case 'serial-number':
    case 'changed':
    case 'waiting':
    case 'license':
    case 'licenses':
      return 2;
    case 'receive':
    case 'activated':
      return 3;
  }
}

/** Where Back leads from a screen, when it leads anywhere; `role` means: to where the device's role begins. */
export function screenBefore(screen: Screen): Screen | null {
  if ('camera' in screen || 'large' in screen) return withoutPassing(screen);
  switch (screen.at) {
    case 'review':
      return { at: 'no-network' };
    case 'receive':
      return { at: 'request' };
    case 'license-type':
      return screen.order.for === 'carried-requests' ? { at: 'collect' } : null;
    case 'serial-number':
      return { at: 'license-type', order: screen.order };
    case 'changed':
      return screen.order.for === 'carried-requests' ? { at: 'collect' } : { at: 'license-type', order: screen.order };
    case 'give-back':
      return { at: 'activated' };
    case 'receipt':
    case 'waiting':
    case 'license':
    case 'licenses':
      return { at: 'collect' };
    case 'sending':
    case 'arrived':
      return { at: 'carry' };
    case 'carry':
    case 'keyset':
      return { at: 'role' };
    default:
      return null;
  }
}

/** @returns the screen without the running camera and the enlarged code */
export function withoutPassing(screen: Screen): Screen {
  const { camera: _camera, large: _large, ...rest } = screen as Screen & { camera?: true; large?: true };
  return rest as Screen;
}

type WithCamera = Extract<Screen, { readonly camera?: true }>;
type WithCode = Extract<Screen, { readonly large?: true }>;

/** Whether something can be scanned in on a screen. */
export function hasCamera(screen: Screen): screen is WithCamera {
  return ['collect', 'receive', 'carry'].includes(screen.at);
}

/** Whether a screen shows a code that can be made large. */
export function hasCode(screen: Screen): screen is WithCode {
  return ['request', 'license', 'licenses', 'sending', 'returned'].includes(screen.at);
}
