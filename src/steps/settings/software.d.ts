/** What a page contains; `scripts/vite/bundledSoftware.ts` makes it at build. */
declare module 'virtual:bundled-software' {
  interface BundledPackage {
    readonly name: string;
    readonly version: string;
    /** SPDX expression. */
    readonly license: string;
    /** The license's text. */
    readonly text: string;
  }
  /** Keyferry first, then by name. */
  export const software: readonly BundledPackage[];
  /** Version of Keyferry, and the build's id. */
  export const version: string;
}
