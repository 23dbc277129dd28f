import type { HealedDocument } from '../../documents/heal/damage.ts';
import type { KeptRefusal } from '../records.ts';
import type { Screen } from '../screens.ts';

/** Bytes that arrived, with the name by which a person knows them. */
export interface NamedBytes {
  /** Of the file or picture, or its path in an archive; empty for a text or a code. Untrusted. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A document found in what arrived. */
export interface ArrivedDocument extends HealedDocument {
  /** Name of the file or picture in which it was found; empty for a text or a code. */
  readonly source: string;
}

/** Something that arrived and cannot be used. */
export interface UnusedItem {
  /** As {@link NamedBytes}. */
  readonly name: string;
  readonly refusal: KeptRefusal;
}

/** What became of several items that arrived together, when some could not be used; shown until it is closed. */
export interface IntakeReport {
  /** How many documents were taken in. */
  readonly taken: number;
  readonly unused: readonly UnusedItem[];
}

/** A document that a device with internet has taken in. */
export interface TakenDocument {
  /** `activation`: a machine says that its license has arrived. */
  readonly type: 'request' | 'return' | 'activation';
  /** Id of the carried request or of the carried receipt. */
  readonly id: string;
  /** False when this device had it already. */
  readonly isNew: boolean;
  /** Where it is shown. */
  readonly screen: Screen;
}
