/**
 * What our own documents have in common, for deflate to refer to. Part of the format: the type byte of a container names
 * the dictionary, and a changed dictionary needs a new type byte. Refers to nothing of any one vendor. Deflate spends
 * fewer bits on what is near, so what is most frequent stands last.
 *
 * The control characters are those of `compact.ts`: a value that travels as raw bytes.
 */
export const dictionary1 = new TextEncoder().encode(
  ['<LicenseReturn id="Terms"><InstallationKey Value="\x04"/><ReturnId Value="\x03"/><LicenseId Value="\x03"/>'].join(
    '',
  ),
);
