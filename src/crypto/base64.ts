import { base64, base64urlnopad } from '@scure/base';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BASE64URL = /^[A-Za-z0-9_-]*$/;

/**
 * Base64 with padding (RFC 4648 section 4).
 *
 * @param bytes any length
 */
export function encodeBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/**
 * Base64url without padding (RFC 4648 section 5).
 *
 * @param bytes any length
 */
export function encodeBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/**
 * Reads base64 strictly: padding where it belongs, no white space, unused bits zero (RFC 4648 section 3.5), so that two
 * different texts never mean the same bytes.
 *
 * @returns the bytes, or null when the text is not the one encoding of some bytes
 */
export function decodeBase64(text: string): Uint8Array | null {
  return BASE64.test(text) ? decodeCanonically(base64, text) : null;
}

/**
 * Reads base64url without padding, as strictly as {@link decodeBase64}.
 *
 * @returns the bytes, or null when the text is not the one encoding of some bytes
 */
export function decodeBase64Url(text: string): Uint8Array | null {
  return BASE64URL.test(text) ? decodeCanonically(base64urlnopad, text) : null;
}

interface Coder {
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array;
}

/** Encodes again and compares, because browsers' own decoders differ in what they let pass. */
function decodeCanonically(coder: Coder, text: string): Uint8Array | null {
  try {
    const bytes = coder.decode(text);
    return coder.encode(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
