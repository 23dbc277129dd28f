/** Media types of HTTP bodies. Import them as a namespace, so that pages load only those that they use. */
export const json = 'application/json';
/** RFC 9457. */
export const problem = 'application/problem+json';
/** RFC 4180. */
export const csv = 'text/csv';
export const text = 'text/plain';
export const license = 'application/vnd.keyferry.license.v1+xml';
export const keyset = 'application/vnd.keyferry.keyset.v1+xml';
export const returnReceipt = 'application/vnd.keyferry.return.v1+xml';

export type MediaType =
  | typeof json
  | typeof problem
  | typeof csv
  | typeof text
  | typeof license
  | typeof keyset
  | typeof returnReceipt;

/** @returns the media type of a `Content-Type` field, without parameters and in lower case; empty when there is none */
export function mediaTypeIn(contentType: string | null | undefined): string {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
