import type { Speaker } from '../typed/reading.ts';
import type { AdminApi } from './api.ts';

/** Keeps the token for this tab until it closes or signs out. */
export interface TokenPort {
  read(): string | null;
  keep(token: string): void;
  forget(): void;
}

/** Keeps what is typed for this tab until it closes. Codes and serial numbers go nowhere else. */
export interface DraftPort {
  read(name: DraftName): string | null;
  keep(name: DraftName, text: string): void;
  forget(name: DraftName): void;
}

export type DraftName = 'code-order' | 'code-return';

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
  read(name: ChoiceName): string | null;
  write(name: ChoiceName, value: string): void;
}

export type ChoiceName = 'language' | 'shortcut' | 'spelling';

export interface NetworkPort {
  readonly online: boolean;
  onChange(listener: (online: boolean) => void): () => void;
}

export interface AdminPorts {
  /** @returns the API, authorized by this token */
  readonly connect: (token: string) => AdminApi;
  readonly token: TokenPort;
  readonly drafts: DraftPort;
  readonly location: LocationPort;
  readonly choices: ChoicePort;
  readonly connection: NetworkPort;
  /** @returns the name of the saved file */
  readonly save: (name: string, bytes: Uint8Array) => string;
  readonly copy: (text: string) => Promise<void>;
  /** Reads aloud. */
  readonly speaker: Speaker;
  readonly now: () => Date;
  /** @returns cancels the call */
  readonly later: (milliseconds: number, run: () => void) => () => void;
}
