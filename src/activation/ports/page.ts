/** The browser's own Back button. */
export interface HistoryPort {
  /** Adds a history entry for a screen, or replaces the current one. */
  visit(entry: object, how: 'push' | 'replace'): void;
  /** The current entry, which survives a reload. */
  present(): object | null;
  /** Calls back with the entry that the person went back (or forward) to. */
  onReturn(listener: (entry: object | null) => void): void;
}

/** Input that arrives together: a text, or files and pictures that the person chose, dropped or shared. */
export type IncomingItems = string | readonly Blob[];

/** How the page was opened, and what it can do about itself. */
export interface PagePort {
  /** `file`: from a local file. `http`: from a server, not a secure context. `secure`: https or localhost. */
  readonly opened: 'file' | 'http' | 'secure';
  /** Whether the device is mostly held in a hand. */
  readonly handheld: boolean;
  /**
   * What the page was opened with, removed from the address: its fragment, the name of a screen (`/computers`), or a
   * shortcut (`?open=scan`); empty when there is nothing.
   */
  takeFragment(): string;
  /** Calls back when a newer version is ready. It takes effect only through `update`. @returns stops listening */
  onUpdateReady(listener: () => void): () => void;
  /** Switches to the newer version and reloads. */
  update(): void;
  reload(): void;
  /** Whether the browser asks the person before it leaves the page, because something would be lost. */
  warnBeforeLeaving(isNeeded: boolean): void;
  /** Calls back when the person comes back to the page, after minutes or days. @returns stops listening */
  onReturn(listener: () => void): () => void;
  /** Files and texts from outside: dropped, pasted, shared, opened with the app. @returns stops listening */
  onDelivery(listener: (items: IncomingItems) => void): () => void;
}
