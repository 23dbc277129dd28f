export interface ScreenPort {
  /** Keeps the screen from turning dark while a code is shown or scanned, where the browser can. @returns ends that */
  keepAwake(): () => void;
  /** Whether the person prefers reduced motion; then codes do not change unasked. */
  readonly reducedMotion: boolean;
}

export interface FilePort {
  /**
   * Saves a file to the browser's downloads. On a page that is not a secure context, `.txt` is appended to the name,
   * because Chromium blocks other endings there; files are recognized by content, never by name.
   *
   * @returns the name it was given
   */
  save(name: string, bytes: Uint8Array): string;
  /** Whether the share sheet takes files here. */
  readonly canShare: boolean;
  /** @returns false when the person closed the share sheet */
  share(name: string, bytes: Uint8Array): Promise<boolean>;
}

export interface ClipboardPort {
  /** @throws Refusal `clipboard-denied` */
  copy(text: string): Promise<void>;
}

export interface ConnectionPort {
  /** What the browser reports; true is no proof. */
  readonly online: boolean;
  /** @returns stops listening */
  onChange(listener: (online: boolean) => void): () => void;
}
