import type { Generated, Kysely, Transaction } from 'kysely';

/** Instants are ISO 8601 in UTC; binary values are base64url text, so that every database stores them alike. */
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
  probe: ProbeTable;
}

/** A serial number as the store knows it: never in clear text. */
export interface SerialTable {
  id: string;
  /** HMAC-SHA256 under the pepper, of the canonical form. */
  digest: string;
  /** The last group alone is legible. */
  masked: string;
  product: string;
  license_type: string;
  seats: number;
  created_at: string;
  expires_at: string | null;
  blocked_at: string | null;
  /** Whom its licenses name when the order names nobody. */
  holder: string;
  /** The holder as it is searched for: see `foldText`. */
  holder_folded: string;
  /** Features granted beyond those of the license type: a JSON array of text. */
  features: string;
  /** Days after which a license ends, counted from its issue; null leaves it to the license type. */
  term_days: number | null;
  /** For the vendor's own people, such as an order number. */
  note: string;
}

/**
 * A seat that is taken, or was. Which numbers there can be, the database itself checks against the serial number's row.
 * Numbers of a pool are dense, so that the highest says how many are taken, however many that are.
 */
export interface SeatTable {
  id: string;
  /** What the seat counts against: a serial number, or a license type that needs none. */
  pool: string;
  serial_id: string | null;
  /** The serial number's own `seats`, held equal by a foreign key. */
  sold: number | null;
  number: number;
  taken_at: string;
  /** How often its machine was given a license for hardware past the tolerance. */
  moves: Generated<number>;
  moved_at: string | null;
  /** When two machines seemed to show the same identity. */
  flagged_at: string | null;
  /** A seat given up is in a pool of its own; this is the one that it left. */
  left_pool: string | null;
  released_at: string | null;
  release_reason: 'returned' | 'released' | null;
}

/** Which installations sit where: at most one seat of a pool each. */
export interface SeatKeyTable {
  pool: string;
  installation_key: string;
  seat_id: string;
}

export interface LicenseTable {
  id: string;
  /** Of one answer alone; a license made anew has `reissue:` and its own id there. */
  request_id: string;
  /** The license with which the request was answered first, where this one was made anew in its place. */
  reissue_of: string | null;
  /** SHA-256 over everything the person asked for, by which a repeated order is told from a changed one. */
  order_digest: string;
  seat_id: string;
  installation_key: string;
  issued_at: string;
  /** What was handed out, exact bytes: the license, and the keyset behind it for a machine whose own is older. */
  file: string;
  license_type: string;
  /** Null where the license type needs no serial number. */
  serial_id: string | null;
  holder: string;
  /** The holder as it is searched for: see `foldText`. */
  holder_folded: string;
  /** Which of its seat's licenses it is, from 1: the highest is the one in force. */
  ordinal: Generated<number>;
  /** The machine's name for people: see `machineName`. */
  machine: string;
  /** The request's name for people: see `checkPhrase`. */
  check_phrase: string;
  stop_date: string | null;
}

/** A seat's hardware, listed under the newest license that was given to it. The same is listed once a seat. */
export interface LicenseBindingTable {
  license_id: string;
  component: string;
  value: string;
}

/** A receipt by which a machine gave its seat back. */
export interface ReturnTable {
  /** The receipt's own, by which a second delivery from the same installation is known. */
  nonce: string;
  license_id: string;
  seat_id: string;
  installation_key: string;
  counter: number;
  /** By the machine's clock. */
  returned_at: string;
  /** By ours. */
  received_at: string;
  /** The receipt, exact text. */
  receipt: string;
}

/** What the vendor bounds by the year, where seats are limited. */
export interface SeatChangeTable {
  seat_id: string;
  kind: 'returned' | 'moved';
  installation_key: string;
  at: string;
}

export interface AdminTokenTable {
  id: string;
  name: string;
  /** SHA-256 of the whole token, hexadecimal. */
  digest: string;
  /** Separated by spaces. */
  scopes: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface AuditTable {
  sequence: number;
  /** What happened, as canonical JSON. */
  entry: string;
  previous_hash: string;
  hash: string;
}

/** Holds one row, of no meaning. */
export interface ProbeTable {
  id: number;
  filler: string;
}

export type Store = Kysely<Tables>;
export type StoreTransaction = Transaction<Tables>;
