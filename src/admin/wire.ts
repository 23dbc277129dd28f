/**
 * What the admin API answers with, as the page sees it. `server/http/routes/admin/schemas.ts` says the same as schemas, and a
 * test holds the two together. Instants are ISO 8601 in UTC.
 */

/** Whose token it is. */
export interface Identity {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string | null;
}

/** A page of a list; `next` leads to the one that follows, null at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export type ActivationFilter = 'active' | 'flagged' | 'released';

/** A license that was issued, and what became of its seat. */
export interface Activation {
  readonly licenseId: string;
  readonly requestId: string;
  readonly checkPhrase: string;
  readonly licenseType: string;
  readonly holder: string;
  readonly machine: string;
  readonly issuedAt: string;
  readonly stopDate: string | null;
  readonly serialId: string | null;
  readonly serialMasked: string | null;
  readonly seatId: string;
  /** When two machines seemed to show the same identity. */
  readonly flaggedAt: string | null;
  readonly releasedAt: string | null;
  readonly releaseReason: 'returned' | 'released' | null;
  /** The license in whose place this one was made at the desk. */
  readonly reissueOf: string | null;
}

/** Something that happened to a seat. */
export interface HistoryEntry {
  readonly at: string;
  readonly event: 'taken' | 'issued' | 'reissued' | 'moved' | 'flagged' | 'returned' | 'released';
  /** The license it was about, and the machine that this one was for; null where it was about none. */
  readonly licenseId: string | null;
  readonly machine: string | null;
}

export interface ActivationRecord extends Activation {
  readonly seat: {
    /** Among those taken, from 1; null once it was given up. */
    readonly number: number | null;
    readonly takenAt: string;
    /** How often its machine was given a license for changed hardware. */
    readonly moves: number;
    readonly movedAt: string | null;
  };
  /** The newest first. */
  readonly history: readonly HistoryEntry[];
  /** The serial number and its seats; null where the license type needs none. */
  readonly serial: Serial | null;
}

export interface Serial {
  readonly serialId: string;
  readonly masked: string;
  readonly product: string;
  readonly licenseType: string;
  readonly holder: string;
  readonly note: string;
  readonly features: readonly string[];
  readonly termDays: number | null;
  readonly seats: number;
  readonly seatsTaken: number;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly blockedAt: string | null;
}

/** A seat of a serial number, and the newest license on it. */
export interface Seat {
  readonly seatId: string;
  /** Among those taken, from 1; 0 once it was given up. */
  readonly number: number;
  readonly takenAt: string;
  readonly moves: number;
  readonly movedAt: string | null;
  readonly flaggedAt: string | null;
  readonly releasedAt: string | null;
  readonly releaseReason: 'returned' | 'released' | null;
  readonly licenseId: string;
  readonly machine: string;
  readonly holder: string;
  readonly issuedAt: string;
}

export interface SerialRecord extends Serial {
  /** The last first, as many as a page holds. */
  readonly givenUp: readonly Seat[];
}

/** What serial numbers are minted with. */
export interface MintOrder {
  readonly licenseType: string;
  readonly count: number;
  readonly seats: number;
  readonly holder?: string;
  readonly note?: string;
  readonly features?: readonly string[];
  readonly termDays?: number;
  readonly expiresAt?: string;
}

/** Shown once: the store keeps no serial number in clear. */
export interface MintedSerial {
  readonly serialId: string;
  readonly serialNumber: string;
  readonly masked: string;
}

/** `current`: the license that was handed out before is still good. `reissued`: a new one was made. */
export type ReissueOutcome = 'current' | 'reissued';
