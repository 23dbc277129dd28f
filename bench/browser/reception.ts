/** Measurements of a transfer by the scanning page. */
export interface Reception {
  /** From the camera's first picture on the page to the complete bytes, in milliseconds. */
  readonly time: number;
  /** Number of decoded pictures. */
  readonly pictures: number;
  /** Number of symbols after each code with new ones. */
  readonly progress: readonly number[];
  /** The bytes, one character each. */
  readonly content: string;
}

declare global {
  interface Window {
    /** Opens the camera and scans until a transfer is complete. */
    receive(): Promise<Reception>;
  }
}
