/** The part of `qrcode` that turns segments into modules, without its renderers. `@types/qrcode` knows the main entry only. */
declare module 'qrcode/lib/core/qrcode.js' {
  export interface QrSegment {
    readonly data: string | Uint8Array;
    readonly mode: 'alphanumeric' | 'byte' | 'numeric';
  }
  export interface QrSymbol {
    readonly version: number;
    readonly modules: {
      readonly size: number;
      get(row: number, column: number): number;
    };
  }
  /** Throws a plain Error when the segments do not fit the version. */
  export function create(
    segments: readonly QrSegment[],
    options: {
      readonly version: number;
      readonly maskPattern: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
      readonly errorCorrectionLevel: 'L';
    },
  ): QrSymbol;
}
