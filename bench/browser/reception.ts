/** What a page that scans tells about a transfer. */
export interface Reception {
  /** From the camera's first picture on the page to the complete bytes, in milliseconds. */
  readonly time: number;
  /** Pictures that were looked at. */
  readonly pictures: number;
  /** How many symbols were there after each code that brought something new. */
  readonly progress: readonly number[];
  /** The bytes, as one character each. */
  readonly content: string;
}

declare global {
  interface Window {
    /** Opens the camera and scans until a transfer is complete. */
    receive(): Promise<Reception>;
  }
}
