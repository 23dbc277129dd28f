import { joinQRs, splitQRs, type Version } from 'bbqr';
import type { Showing } from '../showing.ts';

/** @param compress whether zlib may make it shorter; else base32 alone */
export function inVersion(bytes: Uint8Array, version: number, compress: boolean): Showing {
  const exactly = version as Version;
  const { parts } = splitQRs(bytes, 'B', {
    encoding: compress ? 'Z' : '2',
    minVersion: exactly,
    maxVersion: exactly,
  });
  return {
    blockCount: parts.length,
    codeAt: (place) => parts[place % parts.length] ?? '',
    collect() {
      const seen = new Set<string>();
      return { take: (code) => (seen.add(code).size === parts.length ? joinQRs([...seen]).raw : null) };
    },
  };
}
