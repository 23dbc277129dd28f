/** What a QR code holds that is not a frame of ours. */
export type ForeignCodeKind =
  | 'web-address'
  | 'wifi'
  | 'contact'
  | 'message'
  | 'place'
  | 'event'
  | 'payment'
  | 'sign-in'
  | 'product-label'
  | 'text';

/** Beginnings that name their kind, in any case. */
const beginnings: readonly (readonly [kind: ForeignCodeKind, beginning: RegExp])[] = [
  // Links of the GS1 standard hold an article's number.
  ['product-label', /^https?:\/\/[^\s/]{1,80}\/(?:01|gtin|8006)\/\d/i],
  ['web-address', /^(?:https?:\/\/|www\.|urlto:)/i],
  ['wifi', /^wifi:/i],
  ['contact', /^(?:begin:vcard|mecard:|bizcard:|tel:)/i],
  ['message', /^(?:mailto:|matmsg:|smtp:|sms:|smsto:|mms:|mmsto:)/i],
  ['place', /^geo:/i],
  ['event', /^(?:begin:vevent|begin:vcalendar)/i],
  // EPC069-12, EMVCo, Swiss QR bill, Bitcoin.
  ['payment', /^(?:bcd\r?\n|000201|spc\r?\n|bitcoin:|upi:)/i],
  ['sign-in', /^(?:otpauth|otpauth-migration|fido|dpp|hc1):/i],
  // GS1 element strings, ISO/IEC 15434, and the numbers of articles.
  ['product-label', /^(?:\]q3|\(01\)|\[\)>|\d{8}$|\d{12,14}$|01\d{14})/i],
];

/**
 * Recognizes what a foreign code is, so that a person knows which one they are looking at.
 *
 * @param text of the code, untrusted
 */
export function foreignKindOf(text: string): ForeignCodeKind {
  const start = text.slice(0, 200).trimStart();
  return beginnings.find(([, beginning]) => beginning.test(start))?.[0] ?? 'text';
}
