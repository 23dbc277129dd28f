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
 * Reads base64 strictly: padding required, no white space, unused bits zero (RFC 4648 section 3.5), so that no two texts
 * encode the same bytes.
 *
 * @returns null when the text is not canonical
 */
export function decodeBase64(text: string): Uint8Array | null {
  return BASE64.test(text) ? decodeCanonically(base64, text) : null;
}

/**
 * Reads base64url without padding, as strictly as {@link decodeBase64}.
 *
 * @returns null when the text is not canonical
 */
export function decodeBase64Url(text: string): Uint8Array | null {
  return BASE64URL.test(text) ? decodeCanonically(base64urlnopad, text) : null;
}

interface Coder {
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array;
}

/** Encodes again and compares, because the decoders of browsers differ in what they accept. */
function decodeCanonically(coder: Coder, text: string): Uint8Array | null {
  try {
    const bytes = coder.decode(text);
    return coder.encode(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
