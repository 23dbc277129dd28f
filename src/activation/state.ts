import { type ComputersDraft, emptyComputersDraft } from './computers/draft.ts';
import type { MachineView } from './ports/machine.ts';
import { emptyMachine, type KeptRefusal, noFileTransfer, type Records } from './records.ts';
import type { Role, Screen } from './screens.ts';

export interface State extends Records {
  readonly screen: Screen;
  readonly role: Role | null;
  /** Id of the product that this device is activated for, where the page serves several; null until it is chosen. */
  readonly product: string | null;
  /** This machine's request while the person reviews it, exact file bytes: made, neither stored nor shown as a code. */
  readonly prepared: Uint8Array | null;
  readonly computersDraft: ComputersDraft;
  /** The command line tool's view of the machine, where it serves the page. */
  readonly tool: MachineView | null;
  /** Whether an action is running that the person waits for. */
  readonly busy: boolean;
  /** Why the last attempt to reach the service failed. */
  readonly unreachable: KeptRefusal | null;
  /** Shown in front of the screen on which it happened; closing it loses nothing. */
  readonly refusal: KeptRefusal | null;
  /** Why something is not stored on this device; shown until a write succeeds. */
  readonly storageError: KeptRefusal | null;
  /** Why the dates of this machine's license refuse it now; null while it is valid. */
  readonly outOfTerm: KeptRefusal | null;
  readonly updateReady: boolean;
}

export const initialState: State = {
  screen: { at: 'opening' },
  role: null,
  product: null,
  prepared: null,
  machine: emptyMachine,
  tool: null,
  license: null,
  offer: null,
  outOfTerm: null,
  carriedRequests: [],
  receipts: [],
  computers: null,
  computersDraft: emptyComputersDraft,
  fileTransfer: noFileTransfer,
  busy: false,
  unreachable: null,
  refusal: null,
  storageError: null,
  updateReady: false,
};
