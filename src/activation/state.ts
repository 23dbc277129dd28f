import { type ComputersDraft, emptyComputersDraft } from './computers/draft.ts';
import type { IntakeReport } from './intake/arrivals.ts';
import type { MachineView } from './ports/machine.ts';
import { emptyMachine, type KeptRefusal, noFileTransfer, type Records } from './records.ts';
import { emptyScanLog, type ScanLog } from './scan/scanLog.ts';
import type { Role, Screen } from './screens.ts';

export interface State extends Records {
  readonly screen: Screen;
  readonly role: Role | null;
  /** Id of the product that this device is activated for, where the page serves several; null until it is chosen. */
  readonly product: string | null;
  readonly computersDraft: ComputersDraft;
  /** The command line tool's view of the machine, where it serves the page. */
  readonly tool: MachineView | null;
  /** Whether an action is running that the person waits for. */
  readonly busy: boolean;
  /** Why the last attempt to reach the service failed. */
  readonly unreachable: KeptRefusal | null;
  /** Shown in front of the screen on which it happened; closing it loses nothing. */
  readonly refusal: KeptRefusal | null;
  /** What could not be used of several items that arrived together; null when it is closed, or there is nothing. */
  readonly intakeReport: IntakeReport | null;
  /** What was scanned since the camera was turned on, where it stays on; not stored. */
  readonly scanLog: ScanLog;
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
  intakeReport: null,
  scanLog: emptyScanLog,
  storageError: null,
  updateReady: false,
};
