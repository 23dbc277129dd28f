/** Largest files, in bytes. */
export const fileLimits = {
  /** A document: request, license, keyset or return receipt. */
  document: 65_536,
  /** Any file that is carried as QR codes. */
  carried: 262_144,
  /** A file that the wizard opens to look for documents. Larger ones, such as a video, are not read into memory. */
  opened: 1_048_576,
} as const;
