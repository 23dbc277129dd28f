import type { Batch } from './batch/batch.ts';
import { type ComputersDraft, emptyComputersDraft } from './computers/draft.ts';
import type { IntakeReport } from './intake/arrivals.ts';
import { type ListView, plainView } from './list/view.ts';
import type { InstallWay } from './ports/install.ts';
import type { MachineView } from './ports/machine.ts';
import type { StorageView } from './ports/storage.ts';
import { emptyMachine, type KeptRefusal, noFileTransfer, type Records } from './records.ts';
import { emptyScanLog, type ScanLog } from './scan/scanLog.ts';
import type { Role, Screen } from './screens.ts';

export interface State extends Records {
  readonly screen: Screen;
  readonly role: Role | null;
  /** Id of the product that this device is activated for, where the page serves several; null until it is chosen. */
  readonly product: string | null;
  /** This machine's request while the person reviews it, exact file bytes: made, neither stored nor shown as a code. */
  readonly prepared: Uint8Array | null;
  readonly computersDraft: ComputersDraft;
  /** How the list of computers is shown. */
  readonly list: ListView;
  /** The order for several requests that is not sent yet; null for none. */
  readonly batch: Batch | null;
  /** The command line tool's view of the machine, where it serves the page. */
  readonly tool: MachineView | null;
  /** Whether an action is running that the person waits for. */
  readonly busy: boolean;
  /** Why the last attempt to reach the service failed. */
  readonly unreachable: KeptRefusal | null;
  /** How many calls the service has not answered for some seconds; they go on. */
  readonly slowCalls: number;
  /** How the app can be installed here; null where it is, or cannot be. */
  readonly installWay: InstallWay | null;
  /** Whether the person closed the hint to install, now or before; true until that is read. */
  readonly installHintClosed: boolean;
  /** Whether the browser sends what waits after the page was closed. */
  readonly sendsWhenClosed: boolean;
  /** Shown in front of the screen on which it happened; closing it loses nothing. */
  readonly refusal: KeptRefusal | null;
  /** How records are kept in this visit. */
  readonly storage: StorageView;
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
  prepared: null,
  machine: emptyMachine,
  tool: null,
  license: null,
  offer: null,
  outOfTerm: null,
  carriedRequests: [],
  receipts: [],
  removed: null,
  computers: null,
  computersDraft: emptyComputersDraft,
  list: plainView,
  batch: null,
  fileTransfer: noFileTransfer,
  busy: false,
  unreachable: null,
  slowCalls: 0,
  installWay: null,
  installHintClosed: true,
  sendsWhenClosed: false,
  refusal: null,
  storage: { mode: 'disk', refusal: null, deleted: null, isPrivate: false, isPersistent: null },
  intakeReport: null,
  scanLog: emptyScanLog,
  storageError: null,
  updateReady: false,
};
