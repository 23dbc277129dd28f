import type { TakenDocument } from '../intake/arrivals.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { KeptRefusal } from '../records.ts';
import type { Screen } from '../screens.ts';

/** What the camera brought last. */
export interface ScanNews {
  /** Counts up, so that the same news twice is new. */
  readonly number: number;
  /** `known`: everything in the code was here already. `keys`: a list of the vendor's keys. */
  readonly outcome: 'added' | 'known' | 'keys' | 'refused';
  /** Everything that the code brought, known or new. */
  readonly taken: readonly TakenDocument[];
  /** Null unless refused. */
  readonly refusal: KeptRefusal | null;
}

/** What was scanned since the camera was turned on, one computer after another. */
export interface ScanLog {
  /** Each once, in the order of the first scan. */
  readonly scanned: readonly TakenDocument[];
  readonly latest: ScanNews | null;
}

export const emptyScanLog: ScanLog = { scanned: [], latest: null };

/** Whether the camera stays on after each code: on the screen that collects the requests of many computers. */
export function scansOn(screen: Screen): boolean {
  return screen.at === 'collect' && screen.camera === true;
}

interface LogHolder {
  readonly state: { readonly value: { readonly scanLog: ScanLog } };
  update(change: { readonly scanLog: ScanLog }): void;
}

/** Notes what was taken in; call it when that is stored. */
export function noteTaken(holder: LogHolder, taken: readonly TakenDocument[]): void {
  const outcome = taken.some(({ isNew }) => isNew) ? 'added' : 'known';
  if (taken.length > 0) note(holder, outcome, taken, null);
}

export function noteKeys(holder: LogHolder): void {
  note(holder, 'keys', [], null);
}

/** @param error a code that is none of ours, or what arrived cannot be used */
export function noteRefused(holder: LogHolder, error: unknown): void {
  note(holder, 'refused', [], refusalOf(error));
}

function note(
  { state, update }: LogHolder,
  outcome: ScanNews['outcome'],
  taken: readonly TakenDocument[],
  refusal: KeptRefusal | null,
): void {
  const { scanned, latest } = state.value.scanLog;
  const isCounted = (one: TakenDocument) => scanned.some(({ type, id }) => type === one.type && id === one.id);
  update({
    scanLog: {
      scanned: [...scanned, ...taken.filter((one) => !isCounted(one))],
      latest: { number: (latest?.number ?? 0) + 1, outcome, taken, refusal },
    },
  });
}
