/**
 * Encodes what is signed: DSSE's pre-authentication encoding. It binds a payload to its type, so that a document of one type
 * never verifies as another.
 *
 * @param mediaType type of the payload, ASCII
 * @param payload exact bytes
 * @returns `DSSEv1 SP LEN(type) SP type SP LEN(payload) SP payload`, lengths in bytes as ASCII decimals (DSSE protocol
 *   v1.0, signature definition)
 */
export function preAuthEncode(mediaType: string, payload: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(mediaType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${mediaType} ${payload.length} `);
  const encoded = new Uint8Array(head.length + payload.length);
  encoded.set(head);
  encoded.set(payload, head.length);
  return encoded;
}
