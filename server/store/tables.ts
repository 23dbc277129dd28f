import type { Generated, Kysely, Transaction } from 'kysely';

/** Instants are ISO 8601 text in UTC; binary values are base64url text, which every database stores the same way. */
export interface Tables {
  serials: SerialTable;
  seats: SeatTable;
  seat_keys: SeatKeyTable;
  licenses: LicenseTable;
  license_bindings: LicenseBindingTable;
  returns: ReturnTable;
  seat_changes: SeatChangeTable;
  admin_tokens: AdminTokenTable;
  audit: AuditTable;
  serial_audit: SerialAuditTable;
  probe: ProbeTable;
  holder_words: HolderWordTable;
  serial_words: SerialWordTable;
}

/** A serial number, never in clear text. */
export interface SerialTable {
  id: string;
  /** HMAC-SHA256 of the canonical form, keyed with the pepper. */
  digest: string;
  /** Shows the last group only. */
  masked: string;
  product: string;
  license_type: string;
  seats: number;
  created_at: string;
  expires_at: string | null;
  blocked_at: string | null;
  /** Holder of its licenses when the order names none. */
  holder: string;
  /** The holder for sorting: see `foldText`. */
  holder_folded: string;
  /** Features in addition to those of the license type: a JSON array of strings. */
  features: string;
  /** Days until a license ends, from where the license type counts them; null uses the license type's. */
  term_days: number | null;
  /** The vendor's own note, such as an order number. */
  note: string;
  sold_at: string;
  /** When it first yielded a license. */
  first_activated_at: string | null;
  /** Ids of the license types that it had before `license_type`: a JSON array of strings. */
  former_types: string;
}

/**
 * A seat that is or was taken. The database checks its number against the serial number's row. Numbers of a pool are
 * dense, so the highest number is the count of taken seats.
 */
export interface SeatTable {
  id: string;
  /** Id of the serial number, or `type:`, product, slash and license type where it needs none; `released:` and the seat's id once released. */
  pool: string;
  serial_id: string | null;
  /** The serial number's `seats`, kept equal by a foreign key. */
  sold: number | null;
  number: number;
  taken_at: string;
  /** How often the seat moved to hardware outside the tolerance. */
  moves: Generated<number>;
  moved_at: string | null;
  /** When two machines appeared to share one identity. */
  flagged_at: string | null;
  /** The pool that a released seat left. */
  left_pool: string | null;
  released_at: string | null;
  /** `removed`: by the customer. */
  release_reason: 'returned' | 'released' | 'removed' | null;
  /** Of a trial: when its machine's first trial began, on whatever seat; null for earlier seats, which began it themselves. */
  trial_since: string | null;
}

/** Seats of installations: at most one per pool each. */
export interface SeatKeyTable {
  pool: string;
  /** Raw Ed25519 public key, base64url; or see `digestKey`. */
  installation_key: string;
  seat_id: string;
}

export interface LicenseTable {
  id: string;
  /** Unique; a reissued license has `reissue:` and its own id instead. */
  request_id: string;
  /** Id of the request's first license, if this license is a reissue of it. */
  reissue_of: string | null;
  /** SHA-256 of the whole order; distinguishes a repeated order from a changed one. */
  order_digest: string;
  product: string;
  seat_id: string;
  /** Raw Ed25519 public key, base64url; or see `digestKey`. */
  installation_key: string;
  issued_at: string;
  /**
   * Exact bytes of the answer: the license, followed by the keyset for a machine with an older keyset; or the groups of a
   * confirmation code, separated by spaces.
   */
  file: string;
  license_type: string;
  /** Null when the license type needs no serial number. */
  serial_id: string | null;
  holder: string;
  /** The holder for sorting: see `foldText`. */
  holder_folded: string;
  /** Position among its seat's licenses, from 1; the highest is in force. */
  ordinal: Generated<number>;
  /** See `machineId`. */
  machine: string;
  stop_date: string | null;
}

/** A seat's hardware sets, each listed once per seat under the newest license issued for it. */
export interface LicenseBindingTable {
  license_id: string;
  component: string;
  value: string;
}

/** An accepted return receipt. */
export interface ReturnTable {
  /** Installations count their receipts for each product. */
  product: string;
  /** The receipt's nonce; identifies a repeated delivery from the same installation. */
  nonce: string;
  license_id: string;
  seat_id: string;
  installation_key: string;
  counter: number;
  /** Machine's clock. */
  returned_at: string;
  /** Service's clock. */
  received_at: string;
  /** Exact text of the receipt. */
  receipt: string;
}

/** Returns, moves and removals by customers, which the vendor limits per year for limited seats. */
export interface SeatChangeTable {
  seat_id: string;
  product: string;
  kind: 'returned' | 'moved' | 'released';
  /** Raw Ed25519 public key, base64url; or see `digestKey`. */
  installation_key: string;
  at: string;
}

export interface AdminTokenTable {
  id: string;
  name: string;
  /** SHA-256 of the token, hexadecimal. */
  digest: string;
  /** Separated by spaces. */
  scopes: string;
  /** Ids of the only products it sees and changes, separated by spaces; null: all. */
  products: string | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface AuditTable {
  sequence: number;
  /** The event as canonical JSON. */
  entry: string;
  previous_hash: string;
  hash: string;
}

/** The rows of the audit trail that concern a serial number. */
export interface SerialAuditTable {
  serial_id: string;
  sequence: number;
}

/** One row that the readiness check overwrites. */
export interface ProbeTable {
  id: number;
  filler: string;
}

/** Words of the holders of licenses: see `indexedWords`. */
export interface HolderWordTable {
  word: string;
  /** As in `licenses`. */
  holder_folded: string;
}

/** Words of the holder and the note of serial numbers. */
export interface SerialWordTable {
  word: string;
  serial_id: string;
}

export type Store = Kysely<Tables>;
export type StoreTransaction = Transaction<Tables>;
