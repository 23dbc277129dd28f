/** Signs with one Ed25519 key: a WebCrypto key, a key file or a keystore. */
export interface Signer {
  /** Raw Ed25519 public key, 32 bytes (RFC 8032 section 5.1.5). */
  readonly publicKey: Uint8Array;
  /**
   * @param message the exact bytes to sign
   * @returns 64-byte Ed25519 signature (RFC 8032 section 5.1.6)
   */
  sign(message: Uint8Array): Promise<Uint8Array> | Uint8Array;
}
