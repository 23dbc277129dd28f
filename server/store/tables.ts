import type { Kysely, Transaction } from 'kysely';

/** Instants are ISO 8601 in UTC; binary values are base64url text, so that every database stores them alike. */
export interface Tables {
  serials: SerialTable;
  seats: SeatTable;
  seat_keys: SeatKeyTable;
  licenses: LicenseTable;
  license_bindings: LicenseBindingTable;
  audit: AuditTable;
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
}

/** A seat that is taken. Which numbers there can be, the database itself checks against the serial number's row. */
export interface SeatTable {
  id: string;
  /** What the seat counts against: a serial number, or a license type that needs none. */
  pool: string;
  serial_id: string | null;
  /** The serial number's own `seats`, held equal by a foreign key. */
  sold: number | null;
  number: number;
  taken_at: string;
}

/** Which installations sit where: at most one seat of a pool each. */
export interface SeatKeyTable {
  pool: string;
  installation_key: string;
  seat_id: string;
}

export interface LicenseTable {
  id: string;
  request_id: string;
  /** SHA-256 over everything the person asked for, by which a repeated order is told from a changed one. */
  order_digest: string;
  seat_id: string;
  installation_key: string;
  issued_at: string;
  /** The license file, exactly as handed out. */
  file: string;
}

export interface LicenseBindingTable {
  license_id: string;
  component: string;
  value: string;
}

export interface AuditTable {
  sequence: number;
  /** What happened, as canonical JSON. */
  entry: string;
  previous_hash: string;
  hash: string;
}

export type Store = Kysely<Tables>;
export type StoreTransaction = Transaction<Tables>;
