import type { Activation, ActivationRecord, ActivationState, ReissueOutcome } from '../contract/admin/activations.ts';
import type { Identity } from '../contract/admin/identity.ts';
import type { MintedSerial, MintOrder } from '../contract/admin/mint.ts';
import type { Page } from '../contract/admin/page.ts';
import type { Seat, Serial, SerialRecord } from '../contract/admin/serials.ts';

/** The admin API, called with one token. Every call throws a Refusal on failure. */
export interface AdminApi {
  whoami(): Promise<Identity>;
  /** @param cursor `next` of the previous page; null for the first page */
  searchActivations(text: string, filter: ActivationState | null, cursor: string | null): Promise<Page<Activation>>;
  showActivation(id: string): Promise<ActivationRecord>;
  /** Releases the seat of a license. Idempotent. */
  releaseSeat(activationId: string): Promise<ActivationRecord>;
  /** Returns the license again, or issues a new one when machines no longer accept it. */
  reissueLicense(activationId: string): Promise<Reissued>;
  searchSerials(text: string, cursor: string | null): Promise<Page<Serial>>;
  showSerial(id: string): Promise<SerialRecord>;
  /** Seats in use, by number. */
  seatsOf(serialId: string, cursor: string | null): Promise<Page<Seat>>;
  blockSerial(id: string, blocked: boolean): Promise<SerialRecord>;
  mintSerials(order: MintOrder): Promise<readonly MintedSerial[]>;
  /** @returns CSV */
  exportList(list: 'activations' | 'serials'): Promise<Uint8Array<ArrayBuffer>>;
}

/** A reissued license. */
export interface Reissued {
  readonly outcome: ReissueOutcome;
  /** Exact bytes of the license, optionally followed by a keyset. */
  readonly file: Uint8Array<ArrayBuffer>;
}

/** Keeps the token for this tab until it closes or signs out. */
export interface TokenPort {
  read(): string | null;
  keep(token: string): void;
  forget(): void;
}

/** The address fragment. It names the view and never reaches a server. */
export interface LocationPort {
  /** Without `#`. */
  readonly fragment: string;
  /** Adds an entry to the browser's history. */
  visit(fragment: string): void;
  /** Calls the listener after Back, Forward or an edit of the address. @returns stops listening */
  onChange(listener: () => void): () => void;
}

/** Settings of this browser; losing them does no harm. */
export interface ChoicePort {
  read(name: 'language' | 'shortcut'): string | null;
  write(name: 'language' | 'shortcut', value: string): void;
}

export interface ConnectionPort {
  readonly online: boolean;
  onChange(listener: (online: boolean) => void): () => void;
}

export interface AdminPorts {
  /** @returns the API, authorized by this token */
  readonly connect: (token: string) => AdminApi;
  readonly token: TokenPort;
  readonly location: LocationPort;
  readonly choices: ChoicePort;
  readonly connection: ConnectionPort;
  /** @returns the name of the saved file */
  readonly save: (name: string, bytes: Uint8Array) => string;
  readonly copy: (text: string) => Promise<void>;
  readonly now: () => Date;
  /** @returns cancels the call */
  readonly later: (milliseconds: number, run: () => void) => () => void;
}
