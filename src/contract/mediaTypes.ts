/** Media types of HTTP bodies. */
export const mediaTypes = {
  json: 'application/json',
  /** RFC 9457. */
  problem: 'application/problem+json',
  /** RFC 4180. */
  csv: 'text/csv',
  text: 'text/plain',
  license: 'application/vnd.keyferry.license.v1+xml',
  keyset: 'application/vnd.keyferry.keyset.v1+xml',
  return: 'application/vnd.keyferry.return.v1+xml',
} as const satisfies Record<string, string>;

export type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

/** @returns the media type of a `Content-Type` field, without parameters and in lower case; empty when there is none */
export function mediaTypeIn(contentType: string | null | undefined): string {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
