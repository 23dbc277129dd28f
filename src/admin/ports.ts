import type {
  Activation,
  ActivationFilter,
  ActivationRecord,
  Identity,
  MintedSerial,
  MintOrder,
  Page,
  ReissueOutcome,
  Seat,
  Serial,
  SerialRecord,
} from './wire.ts';

/** The admin API, called with one token. Every call throws a Refusal when it comes to nothing. */
export interface AdminApi {
  whoami(): Promise<Identity>;
  /** @param cursor the `next` of the page before; null for the first */
  searchActivations(text: string, filter: ActivationFilter | null, cursor: string | null): Promise<Page<Activation>>;
  showActivation(id: string): Promise<ActivationRecord>;
  /** Frees the seat that a license is for. Once it is free, asking again changes nothing. */
  releaseSeat(activationId: string): Promise<ActivationRecord>;
  /** Hands out the license once more, or makes one anew where machines no longer accept it. */
  reissueLicense(activationId: string): Promise<Reissued>;
  searchSerials(text: string, cursor: string | null): Promise<Page<Serial>>;
  showSerial(id: string): Promise<SerialRecord>;
  /** The seats that are taken, by their numbers. */
  seatsOf(serialId: string, cursor: string | null): Promise<Page<Seat>>;
  blockSerial(id: string, blocked: boolean): Promise<SerialRecord>;
  mintSerials(order: MintOrder): Promise<readonly MintedSerial[]>;
  /** @returns CSV */
  exportList(list: 'activations' | 'serials'): Promise<Uint8Array<ArrayBuffer>>;
}

/** A license handed out at the desk. */
export interface Reissued {
  readonly outcome: ReissueOutcome;
  /** Exact bytes: the license, and perhaps a keyset behind it. */
  readonly file: Uint8Array<ArrayBuffer>;
}

/** Where the token is kept: for this tab, until it is closed or signed out of. */
export interface TokenPort {
  read(): string | null;
  keep(token: string): void;
  forget(): void;
}

/** The part of the page's address that says what is shown; it reaches no server. */
export interface LocationPort {
  /** Without `#`. */
  readonly fragment: string;
  /** Makes it an entry of the browser's history. */
  visit(fragment: string): void;
  /** The person went back or forward, or changed the address. @returns stops listening */
  onChange(listener: () => void): () => void;
}

/** What the person has settled for this browser; lost choices are no harm. */
export interface ChoicePort {
  read(name: 'language' | 'shortcut'): string | null;
  write(name: 'language' | 'shortcut', value: string): void;
}

export interface ConnectionPort {
  readonly online: boolean;
  onChange(listener: (online: boolean) => void): () => void;
}

export interface AdminPorts {
  /** @returns the API for whoever has this token */
  readonly connect: (token: string) => AdminApi;
  readonly token: TokenPort;
  readonly location: LocationPort;
  readonly choices: ChoicePort;
  readonly connection: ConnectionPort;
  /** @returns the name that it was saved under */
  readonly save: (name: string, bytes: Uint8Array) => string;
  readonly copy: (text: string) => Promise<void>;
  readonly now: () => Date;
  /** @returns calls it off */
  readonly later: (milliseconds: number, run: () => void) => () => void;
}
